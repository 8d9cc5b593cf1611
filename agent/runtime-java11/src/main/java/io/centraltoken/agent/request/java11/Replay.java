package io.centraltoken.agent.request.java11;

import java.net.URI;

/** Of the last hop of a call that was refused; each hop is sent again once. */
final class Replay {
  private final URI uri;
  private final boolean due;

  Replay(URI uri, boolean due) {
    this.uri = uri;
    this.due = due;
  }

  boolean isOf(URI hop) {
    return uri.equals(hop);
  }

  /** Whether the hop is to be sent again next. */
  boolean isDue() {
    return due;
  }

  Replay over() {
    return new Replay(uri, false);
  }
}
