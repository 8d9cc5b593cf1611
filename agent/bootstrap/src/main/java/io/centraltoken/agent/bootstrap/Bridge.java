package io.centraltoken.agent.bootstrap;

/**
 * Connects the hooks to those who answer them. The hooks of each client call a bridge of their own;
 * these classes are the only way from JDK classes into the agent. The application can reach them
 * too, therefore the agent claims them before the application's first instruction, and what returns
 * a token asks for the key.
 *
 * <p>The methods of the bridges repeat the same try block instead of handing a lambda to one place:
 * a lambda would be linked at the first request of the JVM, inside a class of the JDK, which is
 * slow and may meet a thread that must not link anything.
 */
public final class Bridge {
  private Bridge() {}

  /**
   * Claims the bridges for the hooks with this key. This loads the bridges, which could not be
   * loaded any more where the jar is overwritten before the first request.
   *
   * @param hookKey what the hooks hand over to prove that they are hooks; not 0
   * @param httpClient whether this JVM may have java.net.http
   * @return false if an agent has claimed them already: then this one must do nothing
   */
  public static boolean claim(long hookKey, boolean httpClient) {
    if (!UrlConnectionBridge.CONNECTION.claim(hookKey)) {
      return false;
    }
    return !httpClient || HttpClientBridge.CONNECTION.claim(hookKey);
  }

  /**
   * Before the first class of HttpURLConnection is hooked; a second call, or one without the key,
   * does nothing.
   */
  public static void connect(UrlConnectionCallbacks runtime, long hookKey) {
    UrlConnectionBridge.CONNECTION.connect(runtime, hookKey);
  }

  public static boolean isUrlConnectionConnected() {
    return UrlConnectionBridge.CONNECTION.any() != null;
  }

  /** The same for java.net.http. */
  public static void connect(HttpClientCallbacks runtime, long hookKey) {
    HttpClientBridge.CONNECTION.connect(runtime, hookKey);
  }

  public static boolean isHttpClientConnected() {
    return HttpClientBridge.CONNECTION.any() != null;
  }
}
