package io.centraltoken.agent.token;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The end of an exchange, and how long a request waits for it at most. */
public final class ExchangeWait {
  private final CompletableFuture<Boolean> end;
  private final long millis;
  private final boolean hold;

  ExchangeWait(CompletableFuture<Boolean> end, long millis, boolean hold) {
    this.end = end;
    this.millis = millis;
    this.hold = hold;
  }

  /** Whether there is a usable token, which dies in the exchange; else there is none. */
  boolean isHold() {
    return hold;
  }

  /**
   * Completed by the token thread, which must not be kept: whoever adds anything makes a copy of
   * their own first, with this time-out.
   */
  public CompletableFuture<Boolean> end() {
    return end;
  }

  public long millis() {
    return millis;
  }

  /**
   * @return false if the time was over before
   */
  boolean await() {
    try {
      Uninterruptible.get(end, millis);
      return true;
    } catch (ExecutionException | TimeoutException withoutEnd) {
      return false;
    }
  }
}
