package io.centraltoken.agent.bootstrap;

import java.net.URI;
import java.net.URL;
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
   */
  protected abstract String authorization(URL url);

  /**
   * The same for a hop of java.net.http; CONNECT requests are addressed to a proxy and get null.
   *
   * @param request stands for the hop by its identity. The JDK asks several times for each, in an
   *     order that depends on the protocol: once null, it must stay null
   */
  protected abstract String authorization(URI uri, String method, Object request);

  /**
   * Whether the value is one of the agent's, left in the headers by the hop before: it must not
   * reach another origin.
   */
  protected abstract boolean isIssued(String authorization);

  /**
   * The user's {@code java.net.http.HttpHeaders} as they may go out: without Authorization, where
   * the client adds the agent's.
   *
   * @param added what the client adds to this hop: lists of values by name, in any case
   */
  protected abstract Object userHeaders(Object headers, Map<?, ?> added);

  /** A callback failed; the request goes out as the application made it. */
  protected abstract void suppressed(Throwable failure);
}
