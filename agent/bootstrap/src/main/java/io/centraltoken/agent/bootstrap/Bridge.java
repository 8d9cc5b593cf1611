package io.centraltoken.agent.bootstrap;

/**
 * Connects the hooks to those who answer them. The hooks of each client call a bridge of their own;
 * these classes are the only way from JDK classes into the agent. The application can reach them
 * too, therefore the runtime is connected before the application's first instruction, and what
 * returns a token asks for the key.
 *
 * <p>The methods of the bridges repeat the same try block instead of handing a lambda to one place:
 * a lambda would be linked at the first request of the JVM, inside a class of the JDK, which is
 * slow and may meet a thread that must not link anything.
 */
public final class Bridge {
  private Bridge() {}

  /**
   * Connects the hooks to the runtime. This loads the bridges, which could not be loaded any more
   * where the jar is overwritten before the first request.
   *
   * @param httpClient null where there is no java.net.http
   * @param hookKey what the hooks hand over to prove that they are hooks; not 0
   * @return false if an agent is connected already: then this one must do nothing
   */
  public static boolean connect(
      UrlConnectionCallbacks urlConnection, HttpClientCallbacks httpClient, long hookKey) {
    if (!UrlConnectionBridge.CONNECTION.connect(urlConnection, hookKey)) {
      return false;
    }
    if (httpClient != null) {
      HttpClientBridge.CONNECTION.connect(httpClient, hookKey);
    }
    return true;
  }
}
