package io.centraltoken.agent.config;

import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one origin (RFC 6454, section 4: scheme, host, port) that may see the token. Hosts compare
 * without regard to case, default ports are filled in; whatever cannot be compared is another
 * origin. Asked on application threads for every request: it must not allocate.
 */
public final class Origin {
  private final String scheme;
  private final String host;
  private final int port;

  private Origin(String scheme, String host, int port) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
  }

  /**
   * @throws IllegalArgumentException if the URI has no http(s) scheme or no host; the message says
   *     which
   */
  public static Origin of(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
      throw new IllegalArgumentException("it must begin with https://");
    }
    String lowerCaseScheme = scheme.toLowerCase(Locale.ROOT);
    if (uri.getHost() == null) {
      return ofName(lowerCaseScheme, String.valueOf(uri.getRawAuthority()));
    }
    return new Origin(
        lowerCaseScheme,
        uri.getHost().toLowerCase(Locale.ROOT),
        effectivePort(lowerCaseScheme, uri.getPort()));
  }

  /** java.net.URI finds no host in a name with an underscore; HttpURLConnection connects to it. */
  private static Origin ofName(String scheme, String authority) {
    Matcher name = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?").matcher(authority);
    if (!name.matches() || !authority.contains("_")) {
      throw new IllegalArgumentException("it names no host");
    }
    int port = name.group(2) == null ? -1 : Integer.parseInt(name.group(2));
    return new Origin(scheme, name.group(1).toLowerCase(Locale.ROOT), effectivePort(scheme, port));
  }

  public boolean isOf(URL url) {
    return isOf(url.getProtocol(), url.getHost(), url.getPort());
  }

  public boolean isOf(URI uri) {
    return isOf(uri.getScheme(), uri.getHost(), uri.getPort());
  }

  /** Whether the traffic stays on this machine, so that plain http leaks nothing. */
  public boolean isLoopback() {
    return host.equals("localhost") || isLoopbackAddress(host) || host.equals("[::1]");
  }

  /** 127.x.y.z in numbers; a regular expression would bring 30 classes into premain. */
  private static boolean isLoopbackAddress(String host) {
    int parts = 1;
    int digits = 0;
    for (int i = 0; i < host.length(); i++) {
      char letter = host.charAt(i);
      if (letter >= '0' && letter <= '9' && digits < 3) {
        digits++;
      } else if (letter == '.' && digits > 0) {
        parts++;
        digits = 0;
      } else {
        return false;
      }
    }
    return parts == 4 && digits > 0 && host.startsWith("127.");
  }

  public boolean isSecure() {
    return scheme.equals("https");
  }

  private boolean isOf(String otherScheme, String otherHost, int otherPort) {
    return isSame(scheme, otherScheme)
        && isSame(host, otherHost)
        && port == effectivePort(scheme, otherPort);
  }

  /**
   * In any case of ASCII only: by {@code equalsIgnoreCase} the Kelvin sign is a k, and the host
   * that is written with it another one.
   */
  private static boolean isSame(String lowerCase, String other) {
    if (lowerCase.equals(other)) {
      return true; // as nearly always, and fast
    }
    if (other == null || other.length() != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      char letter = other.charAt(i);
      char lower = letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
      if (lower != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int effectivePort(String scheme, int port) {
    return port != -1 ? port : scheme.equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return scheme + "://" + host + (port == effectivePort(scheme, -1) ? "" : ":" + port);
  }
}
