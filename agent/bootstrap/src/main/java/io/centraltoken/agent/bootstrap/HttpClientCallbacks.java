package io.centraltoken.agent.bootstrap;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What the hooks in java.net.http ask the runtime. */
public abstract class HttpClientCallbacks extends BridgeCallbacks {
  /**
   * The same for a hop of java.net.http; CONNECT requests are addressed to a proxy and get null.
   *
   * @param request the hop, by its identity. The JDK asks several times for each, in an order that
   *     depends on the protocol: the first result must stay
   */
  protected abstract String authorization(URI uri, String method, Object request);

  /**
   * The user's {@code java.net.http.HttpHeaders} as they may go out: without Authorization, where
   * the client adds the agent's.
   *
   * @param added what the client adds to this hop: lists of values by name, in any case
   */
  protected abstract Object userHeaders(Object headers, Map<?, ?> added);

  /**
   * What an HttpRequestImpl of java.net.http takes its body from: the program's publisher, or one
   * in its place that can be asked twice.
   *
   * @param publisher of the program, or null
   * @param request the hop
   */
  protected abstract Object publisher(Object publisher, Object request);

  /**
   * A hop of java.net.http begins. Null, or where it must wait for a token: its response, for which
   * this is asked again when the wait is over. Never waits itself.
   *
   * @param exchange of the hop
   * @param request the hop, by its identity
   * @param executor of the client
   * @param again begins the exchange, and gives the future of its response
   */
  protected abstract Object begin(
      Object exchange, Object request, Object executor, MethodHandle again);

  /**
   * The future response of a hop of java.net.http, in its place or put off until it is known
   * whether the request is sent again.
   *
   * @param future of the JDK's own Response
   * @param exchange all hops of one call, by its identity
   * @param request the hop
   * @param readers of the status and the fields of what the future gives
   */
  protected abstract Object response(
      Object future, Object exchange, Object request, MethodHandle[] readers);

  /**
   * What a program sees of a call of java.net.http: its own publisher, and no response that was
   * hidden from it.
   *
   * @param optional an {@code Optional} of the publisher of a request, or of the response before
   *     one
   * @param owner that request or response
   */
  protected abstract Object shown(Object optional, Object owner);

  /** Whether the exchange is to send its last request again, with another token. Never waits. */
  protected abstract boolean sendsAgain(Object exchange);

  /**
   * Whether the response rejects a token of the agent's, so that the JDK must not ask the client's
   * Authenticator.
   *
   * @param request by its identity
   * @param headers of the response
   */
  protected abstract boolean isRejected(
      Object request, URI uri, int status, Map<String, List<String>> headers);

  /**
   * The same for a hop of java.net.http.
   *
   * @param target a String by HTTP/1.1; by HTTP/2 the pseudo-header fields (RFC 9113, section
   *     8.3.1), as {@code java.net.http.HttpHeaders}
   * @param request the hop
   */
  protected abstract Object requestTarget(Object target, Object request);
}
