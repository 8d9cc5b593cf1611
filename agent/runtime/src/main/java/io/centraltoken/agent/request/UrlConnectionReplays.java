package io.centraltoken.agent.request;

import io.centraltoken.agent.request.UrlConnectionCall.Replay;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * What it takes to send hops of HttpURLConnection whose token was rejected once more. The JDK keeps
 * a body that it sends as a whole. One that a program streams is kept here, beside the stream: all
 * that the JDK promises of a stream holds, until a response shows that it must be sent again.
 */
final class UrlConnectionReplays {
  private final GatewayTraffic traffic;
  private final GatewayPolicy policy;

  UrlConnectionReplays(GatewayTraffic traffic) {
    this.traffic = traffic;
    this.policy = traffic.policy();
  }

  /** The response to a hop is a rejection; another token is looked for, if one can help. */
  void rejected(UrlConnectionCall call, URL url, String token, Map<String, List<String>> headers) {
    if (!policy.isTokenRejection(url.getQuery(), headers)) {
      return;
    }
    if (policy.mayBeReplayed() && call.isFirstOfItsHop(url)) {
      call.reject(url, token);
    } else {
      traffic.recovery().ask(token);
    }
  }

  /** The same for a hop whose body is not there any more. */
  void lost(URL url, String token, Map<String, List<String>> headers) {
    if (policy.isTokenRejection(url.getQuery(), headers)) {
      traffic.listener().notReplayable();
      traffic.recovery().ask(token);
    }
  }

  /** Waits for another token; null: there is none, or the body is not whole. */
  byte[] keptBody(
      UrlConnectionCall call, URL url, String token, Map<String, List<String>> headers) {
    byte[] whole = call.takeBody();
    if (whole == null) {
      lost(url, token, headers);
      return null;
    }
    boolean isFirst = call.replay() == Replay.NONE;
    rejected(call, url, token, headers);
    if (!isFirst || call.replay() == Replay.NONE) {
      return null; // rejected twice, or for a reason that another token does not remove
    }
    boolean again = traffic.recovery().await(token);
    call.replay(again ? Replay.DUE : Replay.OVER);
    return again ? whole : null;
  }

  /** The head of a hop goes out now, and a body that was kept with it. */
  void begins(UrlConnectionCall call) {
    if (call.replay() == Replay.OVER_BUT_FOR_BODY) {
      call.replay(Replay.OVER_WITH_KEPT_BODY);
    }
  }

  boolean mayReplay(UrlConnectionCall call) {
    return call.replay() == Replay.REJECTED || call.replay() == Replay.DUE;
  }

  /** Waits, unless that was done. */
  boolean replays(UrlConnectionCall call) {
    boolean hasBody = call.replay() == Replay.DUE;
    call.replay(hasBody ? Replay.OVER_BUT_FOR_BODY : Replay.OVER);
    boolean again = hasBody || traffic.recovery().await(call.rejectedToken());
    if (again) {
      call.countRound();
      traffic.listener().replayed();
    }
    return again;
  }
}
