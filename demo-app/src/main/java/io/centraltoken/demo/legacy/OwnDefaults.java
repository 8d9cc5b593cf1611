package io.centraltoken.demo.legacy;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.ResponseCache;
import java.net.URI;
import java.net.URLConnection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a program may have put in the place of the JDK's defaults, for all HttpURLConnections of its
 * JVM. Each says for which URL it was asked: {@code ASKED cookies http://...}.
 */
final class OwnDefaults {
  private OwnDefaults() {}

  static void install() {
    CookieHandler.setDefault(new Cookies());
    Authenticator.setDefault(new Passwords());
    ResponseCache.setDefault(new Cache());
  }

  private static void asked(String what, Object url) {
    System.out.println("ASKED " + what + " " + url);
  }

  private static final class Cookies extends CookieHandler {
    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      asked("cookies", uri);
      return Collections.singletonMap("Cookie", Collections.singletonList("program=1"));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      asked("cookies", uri);
    }
  }

  private static final class Passwords extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      asked("authenticator", getRequestingURL());
      return new PasswordAuthentication("program", new char[] {'1'});
    }
  }

  private static final class Cache extends ResponseCache {
    @Override
    public CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
      asked("cache", uri);
      return null;
    }

    @Override
    public CacheRequest put(URI uri, URLConnection connection) throws IOException {
      asked("cache", uri);
      return null;
    }
  }
}
