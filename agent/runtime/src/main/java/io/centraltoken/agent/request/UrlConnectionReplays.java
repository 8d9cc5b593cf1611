package io.centraltoken.agent.request;

import io.centraltoken.agent.token.TokenRecovery;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * Hops of HttpURLConnection whose token was refused, and what it takes to send them once more. The
 * JDK keeps a body that it sends as a whole. One that a program streams is kept here, beside the
 * stream: all that the JDK promises of a stream holds, until an answer shows that it must be sent
 * again.
 */
final class UrlConnectionReplays {
  private enum Stage {
    /** It may be sent again, if there is another token. */
    REFUSED,
    /** There is one, and the JDK holds the kept body. */
    DUE,
    /** It is over, but for the kept body, which goes out with the next head. */
    OVER_BUT_FOR_BODY,
    /** Once is enough; the body that went out was the kept one. */
    OVER_WITH_KEPT_BODY,
    /** Once is enough. */
    OVER
  }

  private final GatewayRequests requests;
  private final TokenRecovery recovery;
  private final InFlight inFlight;
  private final RequestListener listener;
  private final WeakIdentityMap<Refusal> refusals = new WeakIdentityMap<>();
  private final WeakIdentityMap<KeptBody> bodies = new WeakIdentityMap<>();

  UrlConnectionReplays(
      GatewayRequests requests,
      TokenRecovery recovery,
      InFlight inFlight,
      RequestListener listener) {
    this.requests = requests;
    this.recovery = recovery;
    this.inFlight = inFlight;
    this.listener = listener;
  }

  /** A part of a streamed body, as the program has written it. */
  void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    if (!requests.mayBeReplayed() || !requests.contain(url)) {
      return;
    }
    KeptBody body = bodies.get(connection);
    if (body == null) {
      body = new KeptBody(requests.replayBuffer());
      bodies.put(connection, body);
    }
    body.add(part, offset, length);
  }

  /** The answer to a hop is a refusal; another token is looked for, if one can help. */
  void refused(Object connection, URL url, String token, Map<String, List<String>> answer) {
    if (!requests.wereRefused(url.getQuery(), answer)) {
      return;
    }
    Refusal before = refusals.get(connection);
    if (requests.mayBeReplayed() && (before == null || before.isOfHopBefore(url))) {
      refusals.put(connection, new Refusal(url, token, before == null ? 0 : before.rounds));
    } else {
      recovery.ask(token);
    }
  }

  /** The same for a hop whose body is not there any more. */
  void lost(URL url, String token, Map<String, List<String>> answer) {
    if (requests.wereRefused(url.getQuery(), answer)) {
      listener.notReplayable();
      recovery.ask(token);
    }
  }

  /** Waits for another token; null: there is none, or the body is not whole. */
  byte[] keptBody(Object connection, URL url, String token, Map<String, List<String>> answer) {
    inFlight.leave(connection);
    KeptBody body = bodies.get(connection);
    bodies.remove(connection);
    byte[] whole = body == null ? KeptBody.EMPTY : body.content();
    if (whole == null) {
      lost(url, token, answer);
      return null;
    }
    boolean isFirst = refusals.get(connection) == null;
    refused(connection, url, token, answer);
    Refusal refusal = refusals.get(connection);
    if (!isFirst || refusal == null) {
      return null; // refused twice, or for a reason which no other token mends
    }
    boolean again = recovery.await(token);
    refusal.stage = again ? Stage.DUE : Stage.OVER;
    return again ? whole : null;
  }

  /** The head of a hop goes out now, and a body that was kept with it. */
  void begins(Object connection) {
    Refusal refusal = refusals.get(connection);
    if (refusal != null && refusal.stage == Stage.OVER_BUT_FOR_BODY) {
      refusal.stage = Stage.OVER_WITH_KEPT_BODY;
    }
  }

  boolean isKeptBodySent(Object connection) {
    Refusal refusal = refusals.get(connection);
    return refusal != null && refusal.stage == Stage.OVER_WITH_KEPT_BODY;
  }

  boolean mayReplay(Object connection) {
    inFlight.leave(connection);
    bodies.remove(connection);
    Refusal refusal = refusals.get(connection);
    return refusal != null && (refusal.stage == Stage.REFUSED || refusal.stage == Stage.DUE);
  }

  /** Waits, unless that was done. */
  boolean replays(Object connection) {
    Refusal refusal = refusals.get(connection);
    boolean hasBody = refusal.stage == Stage.DUE;
    refusal.stage = hasBody ? Stage.OVER_BUT_FOR_BODY : Stage.OVER;
    boolean again = hasBody || recovery.await(refusal.token);
    if (again) {
      refusal.rounds++;
      listener.replayed();
    }
    return again;
  }

  int rounds(Object connection) {
    Refusal refusal = refusals.get(connection);
    return refusal == null ? 0 : refusal.rounds;
  }

  /** Used by the thread of its connection only. */
  private static final class Refusal {
    private final String url;
    private final String token;
    private Stage stage = Stage.REFUSED;
    private int rounds;

    Refusal(URL url, String token, int rounds) {
      this.url = url.toExternalForm();
      this.token = token;
      this.rounds = rounds;
    }

    /** It was followed by a redirect, so that this refusal is the first of its hop. */
    boolean isOfHopBefore(URL next) {
      return stage == Stage.OVER && !url.equals(next.toExternalForm());
    }
  }
}
