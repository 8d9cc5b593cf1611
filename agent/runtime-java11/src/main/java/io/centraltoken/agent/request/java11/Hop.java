package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.request.GatewayRequest;
import java.util.concurrent.Executor;

/** One request of java.net.http to the gateway, of those that a call makes: what it carries. */
final class Hop extends GatewayRequest {
  private final Executor executor;
  private final long since;

  private boolean counted;
  private Long heldSince;
  private boolean begun;
  private String initial;
  private boolean decided;
  private String authorization;
  private volatile boolean hidden;

  Hop(Executor executor, long since) {
    this.executor = executor;
    this.since = since;
  }

  /** Of the client: where the program's own code expects to run. */
  Executor executor() {
    return executor;
  }

  /** When it was first about to begin, in the state's own time, in milliseconds. */
  long since() {
    return since;
  }

  /**
   * Since when it is held, in the state's own time.
   *
   * @param now where it is not held yet
   */
  synchronized long heldSince(long now) {
    return heldSince == null ? now : heldSince;
  }

  synchronized boolean isHeld() {
    return heldSince != null;
  }

  /**
   * It is held, perhaps still.
   *
   * @return whether it is to be counted: it was never held before
   */
  synchronized boolean hold(long since) {
    boolean isFirst = !counted;
    counted = true;
    heldSince = since;
    return isFirst;
  }

  /**
   * It is sent, perhaps for a second time after a connection has broken.
   *
   * @param present the value of the Authorization field now, or null
   */
  synchronized void begins(String present) {
    begun = true;
    initial = present;
    heldSince = null;
    decided = false;
    authorization = null;
  }

  /**
   * Whether it is still open what it carries. Before it begins nothing is decided: where the client
   * has a CookieHandler, the JDK asks for the headers before.
   */
  synchronized boolean isUndecided() {
    return begun && !decided;
  }

  /**
   * The first value stays. Where the token with which the request began has ended since, and no
   * other is there yet, it is sent nevertheless: a rejected token is replaced, while a request
   * without one has failed.
   *
   * @param present null: there is no usable token
   */
  synchronized void decide(String present) {
    if (!decided) {
      decided = true;
      authorization = present == null ? initial : present;
    }
  }

  /** Null where it carries none. */
  synchronized String authorization() {
    return authorization;
  }

  /** It is sent once more: the program does not see the response that it got. */
  void hide() {
    hidden = true;
  }

  boolean isHidden() {
    return hidden;
  }
}
