package io.centraltoken.agent.bootstrap;

/**
 * Who answers the hooks, set once for the life of the JVM, and the key by which hooks prove that
 * they are hooks. The hooks of each client call a bridge of their own; these classes are the only
 * way from JDK classes into the agent. The application can reach them too, therefore the runtime is
 * connected before the application's first instruction, and what returns a token asks for the key.
 *
 * <p>The methods of the bridges repeat the same try block instead of handing a lambda to one place:
 * a lambda would be linked at the first request of the JVM, inside a class of the JDK, which is
 * slow and may meet a thread that must not link anything.
 */
public final class Bridge {
  private static volatile UrlConnectionCallbacks urlConnection;
  private static volatile HttpClientCallbacks httpClient;
  private static volatile long key;

  private Bridge() {}

  /**
   * Connects the hooks to the runtime.
   *
   * @param httpClientCallbacks null where there is no java.net.http
   * @param hookKey what the hooks hand over to prove that they are hooks; not 0
   * @return false if an agent is connected already: then this one must do nothing
   */
  public static synchronized boolean connect(
      UrlConnectionCallbacks urlConnectionCallbacks,
      HttpClientCallbacks httpClientCallbacks,
      long hookKey) {
    if (urlConnection != null) {
      return false;
    }
    UrlConnectionBridge.load();
    if (httpClientCallbacks != null) {
      HttpClientBridge.load();
    }
    key = hookKey;
    httpClient = httpClientCallbacks;
    urlConnection = urlConnectionCallbacks;
    return true;
  }

  /** Null: there is no agent yet. */
  static UrlConnectionCallbacks urlConnection() {
    return urlConnection;
  }

  /** Null: there is no agent yet, or no hook is asking. */
  static UrlConnectionCallbacks urlConnection(long hookKey) {
    return hookKey == key ? urlConnection : null;
  }

  /** Null: there is no agent yet, or no java.net.http. */
  static HttpClientCallbacks httpClient() {
    return httpClient;
  }

  /** Null: there is no agent yet, or no java.net.http, or no hook is asking. */
  static HttpClientCallbacks httpClient(long hookKey) {
    return hookKey == key ? httpClient : null;
  }
}
