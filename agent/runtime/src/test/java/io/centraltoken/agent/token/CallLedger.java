package io.centraltoken.agent.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds the calls of one JVM to the limits of the contract: of those that gave no pair, at most 12
 * in 10 minutes and 12 more in each hour while its token is usable, one in 5 s at first and one a
 * minute later while it is not; and none after a definite rejection.
 */
final class CallLedger {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Failed calls in a row, since the last pair; the oldest are forgotten. */
  private final Deque<Instant> failed = new ArrayDeque<>();

  private int inARow;
  private boolean wasUsable;

  /** A pair came, from the gateway or from the store: another outage is another one. */
  void settled() {
    failed.clear();
    inARow = 0;
  }

  /**
   * @param usable whether the JVM had a token that it gave out
   * @return what is wrong with this call, or null
   */
  String call(Instant now, boolean usable) {
    Instant last = failed.peekLast();
    Duration gap = last == null ? HOUR : Duration.between(last, now);
    boolean switched = wasUsable != usable;
    wasUsable = usable;
    inARow++;
    failed.addLast(now);
    while (failed.peekFirst().isBefore(now.minus(HOUR))) {
      failed.removeFirst();
    }
    if (gap.compareTo(Duration.ofMillis(990)) < 0) {
      return "after " + gap;
    } else if (usable && failed.size() > 12 + 7) {
      return failed.size() + " in an hour with a usable token";
    } else if (!usable && !switched && gap.compareTo(Duration.ofMillis(4900)) < 0) {
      return "after " + gap + " without a usable token";
    } else if (!usable && !switched && inARow > 12 && gap.compareTo(Duration.ofSeconds(59)) < 0) {
      return "after " + gap + ", " + inARow + " in a row without a usable token";
    }
    return null;
  }
}
