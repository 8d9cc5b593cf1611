package io.centraltoken.agent.bootstrap;

import java.net.URL;
import java.util.List;
import java.util.Map;

/** What the hooks in HttpURLConnection ask the runtime. */
public abstract class UrlConnectionCallbacks extends BridgeCallbacks {
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
   * Whether the value is one of the agent's, left in the headers by a hop before: it must not reach
   * another origin. A program that has the token from elsewhere may send it where it likes.
   *
   * @param connection by its identity
   */
  protected abstract boolean isLeftover(Object connection, String authorization);

  /**
   * A hop of HttpURLConnection was answered with 401. Whether that rejects a token of the agent's:
   * then the JDK must not ask the application's Authenticator, and {@link #replays} may follow.
   *
   * @param connection by its identity
   * @param authorization what the hop carried, or null
   * @param headers of the response; one without a name is the status line
   */
  protected abstract boolean isRejected(
      Object connection, URL url, String authorization, Map<String, List<String>> headers);

  /**
   * A hop of HttpURLConnection was answered with 401 before its body was asked for, and the JDK
   * gives it up. Never waits. The parameters are those of {@link #isRejected}.
   */
  protected abstract void rejected(
      URL url, String authorization, Map<String, List<String>> headers);

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
   * are those of {@link #isRejected}.
   */
  protected abstract byte[] keptBody(
      Object connection, URL url, String authorization, Map<String, List<String>> headers);

  /**
   * Whether the body that {@link #keptBody} returned has been sent. From then on the connection
   * behaves as one whose body is streamed.
   */
  protected abstract boolean isKeptBodySent(Object connection);

  /**
   * A hop of HttpURLConnection was answered, with whatever status. Whether {@link #quota} is to be
   * told what the response says.
   */
  protected abstract boolean isQuotaDue(URL url);

  /**
   * @param headers of that response; one without a name is the status line
   */
  protected abstract void quota(Map<String, List<String>> headers);

  /**
   * A hop of HttpURLConnection was answered, with whatever status. Whether {@link #replays} is to
   * be asked. Never waits.
   */
  protected abstract boolean mayReplay(Object connection);

  /** Whether the connection is to send its request again, with another token. May wait. */
  protected abstract boolean replays(Object connection);

  /** Rounds of the connection that were replays; the JDK would count them as redirects. */
  protected abstract int extraRounds(Object connection);

  /**
   * A request line of HttpURLConnection, or only its target, with the agent's token in place of
   * another that stands in the query; and with none of the agent's where the hop goes elsewhere.
   *
   * @param authorization what the hop carries, or null
   */
  protected abstract String requestLine(String line, URL url, String authorization);
}
