package io.centraltoken.probe.programs;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Handlers of the whole JVM, which tell the program that runs of what they are asked. */
final class JvmDefaults {
  private static volatile Transcript present = new Transcript();

  private JvmDefaults() {}

  static void tell(Transcript transcript) {
    present = transcript;
  }

  static void install() {
    Authenticator.setDefault(new ProxyPassword());
    CookieHandler.setDefault(new Cookies());
  }

  private static final class ProxyPassword extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      present.wasAsked("authenticator asked for " + getRequestingScheme());
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication("user", "password".toCharArray())
          : null;
    }
  }

  private static final class Cookies extends CookieHandler {
    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      present.wasAsked("cookies for " + uri + " " + headers.containsKey("Authorization"));
      return Collections.singletonMap("Cookie", Collections.singletonList("a=b"));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      if (headers.containsKey("Set-Cookie")) {
        present.wasAsked("cookies of " + uri);
      }
    }
  }
}
