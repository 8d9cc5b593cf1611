package io.centraltoken.agent.observe;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What has come of the exchanges of this JVM. Written by the token thread, read by any. */
public final class RefreshFigures {
  private static final String NEW_PAIR = "new pair";

  private final Map<String, Long> outcomes = new TreeMap<>();
  private Instant lastTime;
  private String lastOutcome;
  private int failuresInARow;

  /**
   * @return the kind of the outcome: without what is special in this one
   */
  synchronized String ended(String outcome, boolean isNewPair, Instant at) {
    String kind = isNewPair ? NEW_PAIR : outcome;
    Long before = outcomes.get(kind); // no lambda: its first use runs static initializers
    outcomes.put(kind, before == null ? 1 : before + 1);
    lastTime = at;
    lastOutcome = kind;
    failuresInARow = isNewPair ? 0 : failuresInARow + 1;
    return kind;
  }

  /** How many ended how. */
  public synchronized Map<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }

  /** Null: there was none. */
  public synchronized Instant lastTime() {
    return lastTime;
  }

  /** Null: there was none. */
  public synchronized String lastOutcome() {
    return lastOutcome;
  }

  /** Exchanges that gave no pair since the last that did. */
  public synchronized int failuresInARow() {
    return failuresInARow;
  }
}
