package io.centraltoken.agent.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an operator asks for while the application runs; the token thread does it. */
public final class OperatorRequests {
  private final TokenRecovery recovery;

  /** Guarded by itself. */
  private final List<Order> orders = new ArrayList<>();

  public OperatorRequests(TokenRecovery recovery) {
    this.recovery = recovery;
  }

  /**
   * An exchange now, whether it is due or not, within the limits of all calls.
   *
   * @param patience how long to wait for its end
   * @return whether it has ended
   */
  public boolean refresh(Duration patience) {
    return await(new Order(true), patience);
  }

  /** The store is read now; what it holds is taken, and refreshed if that is due. */
  public boolean reload(Duration patience) {
    return await(new Order(false), patience);
  }

  private boolean await(Order order, Duration patience) {
    synchronized (orders) {
      orders.add(order);
    }
    recovery.wake();
    try {
      order.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    }
  }

  /**
   * Does what was asked for. Called by the token thread.
   *
   * @return whether anything was
   */
  public boolean serve(TokenRefresher refresher) {
    List<Order> asked;
    synchronized (orders) {
      asked = new ArrayList<>(orders);
      orders.clear();
    }
    for (Order order : asked) {
      try {
        if (order.exchange) {
          refresher.refreshNow();
        } else {
          refresher.runDue();
        }
      } finally {
        order.done.complete(null);
      }
    }
    return !asked.isEmpty();
  }

  private static final class Order {
    private final boolean exchange;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Order(boolean exchange) {
      this.exchange = exchange;
    }
  }
}
