package io.centraltoken.agent.oauth;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLStreamHandler;

/**
 * URLs with the JDK's own handler for http and https. An application server may have put its own in
 * their place ({@code java.protocol.handler.pkgs}, WebLogic), which would be shown the query of a
 * token request and may need what only its own threads have.
 */
final class JdkUrlHandlers {
  private JdkUrlHandlers() {}

  static URL url(URI uri) throws MalformedURLException {
    return new URL(null, uri.toString(), handler(uri.getScheme()));
  }

  /** Null, which means the one that is installed, where the JDK does not give access to its own. */
  private static URLStreamHandler handler(String scheme) {
    try {
      return Class.forName("sun.net.www.protocol." + scheme + ".Handler")
          .asSubclass(URLStreamHandler.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException notThisJdk) {
      return null;
    }
  }
}
