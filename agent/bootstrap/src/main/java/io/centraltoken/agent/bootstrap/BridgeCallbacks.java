package io.centraltoken.agent.bootstrap;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * What the hooks ask the runtime. Signatures hold types of java.base only, because JDK classes link
 * against this one. Called on application threads for every request of the JVM: an answer must come
 * without allocation when the request goes elsewhere.
 */
public abstract class BridgeCallbacks {
  /**
   * The value of the Authorization field for a hop of HttpURLConnection, or null: leave the request
   * alone.
   *
   * @param connection by its identity
   * @param own what the program has set itself, or null
   */
  protected abstract String authorization(Object connection, URL url, String own);

  /**
   * A vendor's HttpURLConnection may begin its request now. It gets the token by the means of a
   * program, once, and follows no redirect with it.
   */
  protected abstract void begin(Object connection);

  /**
   * The same for a hop of java.net.http; CONNECT requests are addressed to a proxy and get null.
   *
   * @param request the hop, by its identity. The JDK asks several times for each, in an order that
   *     depends on the protocol: the first answer must stay
   */
  protected abstract String authorization(URI uri, String method, Object request);

  /**
   * Whether the value is one of the agent's, left in the headers by a hop before: it must not reach
   * another origin. A program that has the token from elsewhere may send it where it likes.
   *
   * @param connection by its identity
   */
  protected abstract boolean isLeftover(Object connection, String authorization);

  /**
   * The user's {@code java.net.http.HttpHeaders} as they may go out: without Authorization, where
   * the client adds the agent's.
   *
   * @param added what the client adds to this hop: lists of values by name, in any case
   */
  protected abstract Object userHeaders(Object headers, Map<?, ?> added);

  /**
   * A hop of HttpURLConnection was answered with 401. Whether that answers a token of the agent's:
   * then the JDK must not ask the application's Authenticator, and {@link #replays} may follow.
   *
   * @param connection by its identity
   * @param authorization what the hop carried, or null
   * @param answer the fields of the answer; one without a name is the status line
   */
  protected abstract boolean isRefused(
      Object connection, URL url, String authorization, Map<String, List<String>> answer);

  /**
   * A hop of HttpURLConnection was answered with 401 before its body was asked for, and the JDK
   * gives it up. Never waits. The parameters are those of {@link #isRefused}.
   */
  protected abstract void refused(URL url, String authorization, Map<String, List<String>> answer);

  /**
   * A program has written a part of a body that the JDK passes on and does not keep.
   *
   * @param connection by its identity
   * @param part belongs to the program, as do the offset and the length, which may be wrong
   */
  protected abstract void wrote(Object connection, URL url, byte[] part, int offset, int length);

  /**
   * A hop of HttpURLConnection whose body was not kept by the JDK was answered with 401. The whole
   * body, if it is to be sent again now, with another token; else null. May wait. The parameters
   * are those of {@link #isRefused}.
   */
  protected abstract byte[] keptBody(
      Object connection, URL url, String authorization, Map<String, List<String>> answer);

  /**
   * Whether the body that {@link #keptBody} returned has been sent. From then on the connection
   * behaves as one whose body is streamed.
   */
  protected abstract boolean isKeptBodySent(Object connection);

  /**
   * What an HttpRequestImpl of java.net.http takes its body from: the program's publisher, or one
   * in its place that can be asked twice.
   *
   * @param publisher of the program, or null
   * @param request the hop
   */
  protected abstract Object publisher(Object publisher, Object request);

  /**
   * A hop of HttpURLConnection was answered, with whatever status. Whether {@link #replays} is to
   * be asked. Never waits.
   */
  protected abstract boolean mayReplay(Object connection);

  /** Whether the connection is to go round once more, with another token. May wait. */
  protected abstract boolean replays(Object connection);

  /** Rounds of the connection that were replays; the JDK would count them as redirects. */
  protected abstract int extraRounds(Object connection);

  /**
   * A hop of java.net.http begins. Null, or where it must wait for a token: its answer, for which
   * this is asked again when the wait is over. Never waits itself.
   *
   * @param exchange of the hop
   * @param request the hop, by its identity
   * @param executor of the client
   * @param again begins the exchange, and gives the future of its answer
   */
  protected abstract Object begin(
      Object exchange, Object request, Object executor, MethodHandle again);

  /**
   * The future answer of a hop of java.net.http, in its place or put off until it is known whether
   * the request is sent again.
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
   * Whether the answer refuses a token of the agent's, so that the JDK must not ask the client's
   * Authenticator.
   *
   * @param request by its identity
   * @param answer the fields of the answer
   */
  protected abstract boolean isRefused(
      Object request, URI uri, int status, Map<String, List<String>> answer);

  /**
   * A request line of HttpURLConnection, or only its target, with the agent's token in place of
   * another that stands in the query; and with none of the agent's where the hop goes elsewhere.
   *
   * @param authorization what the hop carries, or null
   */
  protected abstract String requestLine(String line, URL url, String authorization);

  /**
   * The same for a hop of java.net.http.
   *
   * @param target a String by HTTP/1.1; by HTTP/2 the pseudo-header fields (RFC 9113, section
   *     8.3.1), as {@code java.net.http.HttpHeaders}
   * @param request the hop
   */
  protected abstract Object requestTarget(Object target, Object request);

  /** A callback failed; the request goes out as the application made it. */
  protected abstract void suppressed(Throwable failure);

  /** Gives back what is answered in its place. */
  final <T> T report(Throwable failure, T answer) {
    report(failure);
    return answer;
  }

  final void report(Throwable failure) {
    try {
      suppressed(failure);
    } catch (Throwable unreportable) {
      System.err.println(
          "[central-token] ERROR a failure could not be reported: "
              + unreportable.getClass().getName());
    }
  }
}
