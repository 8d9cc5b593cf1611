package io.centraltoken.agent.request;

import io.centraltoken.agent.token.Pause;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.util.concurrent.Executor;

/** Hops of java.net.http to the gateway. */
final class HttpClientHops {
  private final GatewayRequests requests;
  private final TokenState tokens;
  private final InFlight inFlight;
  private final TokenThreadWatch watch;
  private final RequestListener listener;
  private final WeakIdentityMap<Hop> hops = new WeakIdentityMap<>();

  HttpClientHops(
      GatewayRequests requests,
      TokenState tokens,
      InFlight inFlight,
      TokenThreadWatch watch,
      RequestListener listener) {
    this.requests = requests;
    this.tokens = tokens;
    this.inFlight = inFlight;
    this.watch = watch;
    this.listener = listener;
  }

  String authorization(URI uri, String method, Object request) {
    Hop hop = requests.contain(uri, method) ? hops.get(request) : null;
    if (hop == null) {
      return null;
    }
    if (hop.isUndecided()) {
      hop.decide(requests.injected(tokens.present(), uri.getRawQuery(), listener));
    }
    return hop.authorization();
  }

  /** Null if the request does not go to the gateway, or has not begun yet. */
  Hop of(Object request) {
    return hops.get(request);
  }

  /**
   * A request to the gateway that is about to begin, perhaps again.
   *
   * @param now the state's own time, in milliseconds
   */
  Hop of(Object request, Executor executor, long now) {
    Hop known = hops.get(request);
    if (known != null) {
      return known;
    }
    Hop hop = new Hop(executor, now);
    hops.put(request, hop);
    return hop;
  }

  /** A request that begins where a token may die: null, or what it waits for and then goes on. */
  Pause begin(Object request, Hop hop, long now) {
    watch.begins();
    inFlight.enter(request);
    long since = hop.heldSince(now);
    Pause pause = tokens.pause(since);
    if (pause != null) {
      if (hop.hold(since)) {
        listener.held();
      }
      inFlight.leave(request);
    } else {
      hop.begins();
      watch.goesOn(since);
    }
    return pause;
  }
}
