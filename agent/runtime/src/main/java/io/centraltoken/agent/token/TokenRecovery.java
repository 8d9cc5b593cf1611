package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What follows when the gateway rejects a token of ours that looked usable: another process may
 * have replaced it, so the store is read again; a token that was made just now may not be known to
 * each node of the gateway yet (Kong 0.14.1: within 5 s), so it is tried again after a pause; else
 * it is refreshed. Once for all requests that meet the same rejection. Application threads ask, the
 * token thread answers.
 */
public final class TokenRecovery {
  /** A rejection says nothing about a token that is younger: not each node knows of it yet. */
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
   * Whether a request whose token was rejected should be sent again; waits. Never called by the
   * token thread.
   *
   * @param rejected the value of its Authorization field
   */
  public boolean await(String rejected) {
    try {
      return Uninterruptible.get(begin(rejected), patience.toMillis());
    } catch (ExecutionException | TimeoutException withoutAnswer) {
      return false;
    }
  }

  /** The same without waiting; completed by the token thread, which must not be kept. */
  public CompletableFuture<Boolean> begin(String rejected) {
    if (isReplaced(rejected)) {
      return CompletableFuture.completedFuture(true);
    } else if (state.liveness().isStuck()) {
      return CompletableFuture.completedFuture(false);
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

  /** Ends {@link #awaitRequest} for something else that the token thread should look at. */
  void wake() {
    asked.release();
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
    if (isReplaced(recovery.rejected)) {
      end(recovery, true);
    } else if (!isPresent(recovery.rejected)) {
      answer(recovery, refresher.ended());
    } else if (isYoung()) {
      return true; // not to be answered yet
    } else if (recovery.young) {
      end(recovery, true); // with the same token
    } else {
      answer(recovery, refresher.rejected());
    }
    return true;
  }

  private void answer(Recovery recovery, TokenRefresher.Rejection rejection) {
    if (isReplaced(recovery.rejected)) {
      end(recovery, true);
    } else if (rejection != TokenRefresher.Rejection.WAITS_FOR_OTHER) {
      // A fresh token may be rejected by one node, or for one request: once more with the same.
      end(recovery, rejection == TokenRefresher.Rejection.OF_FRESH_TOKEN);
    }
  }

  private boolean isPresent(String rejected) {
    TokenPair pair = state.pair();
    return pair == null || rejected.equals(pair.authorization());
  }

  private boolean isYoung() {
    TokenPair pair = state.pair();
    return pair != null && state.now().isBefore(pair.obtainedAt().plus(KNOWN));
  }

  /** Whoever waits goes on with what there is; the token thread has met a fault. */
  public void giveUp() {
    Recovery unanswered;
    synchronized (this) {
      unanswered = running;
    }
    if (unanswered != null) {
      end(unanswered, false);
    }
  }

  /** Nobody works for the token any more: requests go on at once with what there is. */
  public void close() {
    state.close();
    synchronized (this) {
      closed = true;
    }
    giveUp();
  }

  private synchronized Recovery join(String rejected) {
    if (closed) {
      Recovery none = new Recovery(rejected, false);
      none.sendAgain.complete(false);
      return none;
    }
    if (running == null) {
      running = new Recovery(rejected, isYoung());
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

  /** One rejection, and all who wait for what becomes of it. */
  private static final class Recovery {
    private final String rejected;
    private final boolean young;
    private final CompletableFuture<Boolean> sendAgain = new CompletableFuture<>();

    /**
     * @param young whether the token was, when it was rejected
     */
    Recovery(String rejected, boolean young) {
      this.rejected = rejected;
      this.young = young;
    }
  }
}
