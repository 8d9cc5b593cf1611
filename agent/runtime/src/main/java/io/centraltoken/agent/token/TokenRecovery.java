package io.centraltoken.agent.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What follows when the gateway refuses a token of ours that looked usable: another process may
 * have replaced it, so the store is read again; a token that was made just now may not be known to
 * each node of the gateway yet (Kong 0.14.1: within 5 s), so it is tried again after a pause; else
 * it is refreshed. Once for all requests that meet the same refusal. Application threads ask, the
 * token thread answers.
 */
public final class TokenRecovery {
  /** A refusal says nothing about a token that is younger. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  /** By then each node knows of it. */
  private static final Duration KNOWN = Duration.ofSeconds(6);

  private final TokenState state;
  private final Duration patience;
  private final Semaphore asked = new Semaphore(0);
  private Recovery running;
  private boolean closed;

  /**
   * @param patience how long a request waits at most
   */
  public TokenRecovery(TokenState state, Duration patience) {
    this.state = state;
    this.patience = patience;
  }

  public TokenState state() {
    return state;
  }

  /** How long a request waits at most. */
  public Duration patience() {
    return patience;
  }

  /**
   * Whether a request whose token was refused should be sent again; waits. Never called by the
   * token thread.
   *
   * @param rejected the value of its Authorization field
   */
  public boolean await(String rejected) {
    try {
      return begin(rejected).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException withoutAnswer) {
      return false;
    }
  }

  /** The same without waiting; completed by the token thread, which must not be kept. */
  public CompletableFuture<Boolean> begin(String rejected) {
    if (isReplaced(rejected)) {
      return CompletableFuture.completedFuture(true);
    }
    Recovery recovery = join(rejected);
    asked.release();
    return recovery.sendAgain.thenApply(
        sendAgain -> recovery.rejected.equals(rejected) ? sendAgain : isReplaced(rejected));
  }

  /** The same for the requests that follow: this one cannot be sent again. */
  public void ask(String rejected) {
    if (!isReplaced(rejected)) {
      join(rejected);
      asked.release();
    }
  }

  /**
   * Waits until somebody asks, so long at most. Called by the token thread, for which an interrupt
   * from an application that interrupts all threads it sees only shortens it.
   */
  public void awaitRequest(Duration longest) {
    try {
      if (asked.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        asked.drainPermits();
      }
    } catch (InterruptedException notForUs) {
      return;
    }
  }

  /**
   * Answers what was asked, if it can be answered now. Called by the token thread.
   *
   * @return whether anything was asked
   */
  public boolean serve(TokenRefresher refresher) {
    Recovery recovery;
    synchronized (this) {
      recovery = running;
    }
    if (recovery == null) {
      return false;
    }
    if (refresher.storeHasNews()) {
      refresher.runDue();
    }
    Instant made = state.pair() == null ? Instant.EPOCH : state.pair().obtainedAt();
    boolean young = state.now().isBefore(made.plus(YOUNG));
    if (isReplaced(recovery.rejected)) {
      end(recovery, true);
    } else if (!young) {
      refresher.refreshNow();
      end(recovery, isReplaced(recovery.rejected));
    } else if (!state.now().isBefore(made.plus(KNOWN))) {
      end(recovery, true);
    }
    return true;
  }

  /** Nobody works for the token any more: requests go on at once with what there is. */
  public void close() {
    state.close();
    Recovery unanswered;
    synchronized (this) {
      closed = true;
      unanswered = running;
    }
    if (unanswered != null) {
      end(unanswered, false);
    }
  }

  private synchronized Recovery join(String rejected) {
    if (closed) {
      Recovery none = new Recovery(rejected);
      none.sendAgain.complete(false);
      return none;
    }
    if (running == null) {
      running = new Recovery(rejected);
    }
    return running;
  }

  private void end(Recovery recovery, boolean sendAgain) {
    synchronized (this) {
      running = null;
    }
    recovery.sendAgain.complete(sendAgain);
  }

  private boolean isReplaced(String rejected) {
    return state.isUsable() && !rejected.equals(state.pair().authorization());
  }

  /** One refusal, and all who wait for what becomes of it. */
  private static final class Recovery {
    private final String rejected;
    private final CompletableFuture<Boolean> sendAgain = new CompletableFuture<>();

    Recovery(String rejected) {
      this.rejected = rejected;
    }
  }
}
