package io.centraltoken.agent.request.java11;

import java.net.URI;

/**
 * What is known of one call of java.net.http whose hops are requests to the gateway. Its hops
 * follow one another, on different threads.
 */
final class Call {
  /** How far the replay of the last rejected hop is. */
  private enum Replay {
    NONE,
    /** The hop is to be sent again next. */
    DUE,
    OVER
  }

  private final long since;
  private Replay replay = Replay.NONE;
  private URI rejected;

  /**
   * @param since when its first hop began, in the state's own time, in milliseconds: all of a call
   *     with a time-out must end within that
   */
  Call(long since) {
    this.since = since;
  }

  long since() {
    return since;
  }

  /** Each hop is sent again once: whether a rejection of this URI is the first of its hop. */
  synchronized boolean isFirstOfItsHop(URI uri) {
    return replay == Replay.NONE || !uri.equals(rejected);
  }

  /** A hop was rejected; it is not known yet whether it is sent again. */
  synchronized void reject(URI uri) {
    rejected = uri;
    replay = Replay.OVER;
  }

  /** The rejected hop is to be sent again. */
  synchronized void replayIsDue() {
    replay = Replay.DUE;
  }

  /** Whether the rejected hop is to be sent again now; true once. */
  synchronized boolean takeReplay() {
    boolean due = replay == Replay.DUE;
    if (due) {
      replay = Replay.OVER;
    }
    return due;
  }
}
