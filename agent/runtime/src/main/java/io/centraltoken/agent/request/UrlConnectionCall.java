package io.centraltoken.agent.request;

import java.net.URL;

/**
 * What is known of one HttpURLConnection that has reached the gateway: all hops of its call. Used
 * by the thread that uses the connection.
 */
final class UrlConnectionCall extends GatewayRequest {
  /** How far the replay of the last rejected hop is. */
  enum Replay {
    /** No hop was rejected. */
    NONE,
    /** A hop was rejected and may be sent once more, if there is another token. */
    REJECTED,
    /** There is one, and the JDK holds the kept body. */
    DUE,
    /** It is over, except for the kept body, which goes out with the next head. */
    OVER_BUT_FOR_BODY,
    /** Once is enough; the body that went out was the kept one. */
    OVER_WITH_KEPT_BODY,
    /** Once is enough. */
    OVER
  }

  private boolean begun;
  private KeptBody body;
  private Replay replay = Replay.NONE;
  private String rejectedUrl;
  private String rejectedToken;
  private int rounds;

  /**
   * For a vendor's connection, of which several methods begin the request.
   *
   * @return whether this is the first time
   */
  boolean begin() {
    boolean isFirst = !begun;
    begun = true;
    return isFirst;
  }

  /** A hop was answered: whether nothing of it matters for a hop that may follow. */
  boolean isOver() {
    return replay == Replay.NONE && !begun;
  }

  Replay replay() {
    return replay;
  }

  void replay(Replay next) {
    replay = next;
  }

  /** Each hop is sent again once: whether a rejection of this URL is the first of its hop. */
  boolean isFirstOfItsHop(URL url) {
    return replay == Replay.NONE
        || (replay == Replay.OVER && !rejectedUrl.equals(url.toExternalForm()));
  }

  void reject(URL url, String token) {
    replay = Replay.REJECTED;
    rejectedUrl = url.toExternalForm();
    rejectedToken = token;
  }

  /** The value of Authorization that was rejected last. */
  String rejectedToken() {
    return rejectedToken;
  }

  /** The number of replays so far. */
  int rounds() {
    return rounds;
  }

  void countRound() {
    rounds++;
  }

  /** A part of a streamed body, as the program has written it. */
  void keep(byte[] part, int offset, int length, long most) {
    if (body == null) {
      body = new KeptBody(most);
    }
    body.add(part, offset, length);
  }

  void dropBody() {
    body = null;
  }

  /** What was kept of the body, once; null: it was too large. */
  byte[] takeBody() {
    byte[] whole = body == null ? KeptBody.EMPTY : body.content();
    body = null;
    return whole;
  }
}
