package io.centraltoken.agent.request;

import io.centraltoken.agent.token.Pause;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;

/** Hops of java.net.http to the gateway, and what they carry. */
final class HttpClientHops {
  /** Without a token. */
  private static final String NONE = "";

  /**
   * Its exchange has begun, and is not held. Before that nothing is decided for a hop: where the
   * client has a CookieHandler, the JDK asks for the headers before it begins.
   */
  private static final String UNDECIDED = "?";

  private final GatewayRequests requests;
  private final TokenState tokens;
  private final InFlight inFlight;
  private final TokenThreadWatch watch;
  private final RequestListener listener;
  private final WeakIdentityMap<String> sent = new WeakIdentityMap<>();

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

  /** The first answer stays. */
  String authorization(URI uri, String method, Object request) {
    String first = requests.contain(uri, method) ? sent.get(request) : null;
    if (UNDECIDED.equals(first)) {
      first = requests.injected(tokens.present(), uri.getRawQuery(), listener);
      sent.put(request, first == null ? NONE : first);
    }
    return NONE.equals(first) ? null : first;
  }

  /** A request that begins where a token may die: null, or what it waits for and then goes on. */
  Pause begin(Object request, long since) {
    watch.begins();
    inFlight.enter(request);
    Pause pause = tokens.pause(since);
    if (pause != null) {
      listener.held();
      inFlight.leave(request);
    } else {
      sent.put(request, UNDECIDED);
      watch.goesOn(since);
    }
    return pause;
  }

  /** Null where it carries none. */
  String sentWith(Object request) {
    String value = sent.get(request);
    return NONE.equals(value) || UNDECIDED.equals(value) ? null : value;
  }
}
