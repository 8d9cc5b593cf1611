package io.centraltoken.agent.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a proxy listens. */
public final class HostAndPort {
  private final String host;
  private final int port;

  private HostAndPort(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Takes {@code http://host:port/} too, as http_proxy variables have it. */
  static HostAndPort of(Setting setting) throws SettingException {
    String remedy = "write host:port, such as proxy.example.com:3128";
    String value = setting.value;
    int scheme = value.indexOf("://");
    if (scheme >= 0 && !value.substring(0, scheme).equalsIgnoreCase("http")) {
      throw setting.wrong("it is not the URL of an HTTP proxy", remedy);
    }
    String authority = value.substring(scheme < 0 ? 0 : scheme + 3).replaceFirst("/$", "");
    if (authority.indexOf('@') >= 0) {
      throw setting.wrong(
          "it holds a user name",
          "write host:port, and set central.proxy.username and central.proxy.password.file");
    }
    int colon = authority.lastIndexOf(':');
    if (colon <= 0 || authority.endsWith("]")) {
      throw setting.wrong("it has no port", remedy);
    }
    int port = port(authority.substring(colon + 1));
    String host = authority.substring(0, colon);
    if (port < 0 || !isHost(host)) {
      throw setting.wrong("it is not a host and port", remedy);
    }
    return new HostAndPort(host.replaceAll("[\\[\\]]", ""), port);
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /** -1: none. */
  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port == 0 || port > 65535 ? -1 : port;
  }

  private static boolean isHost(String host) {
    try {
      return host.equals(new URI("http://" + host).getRawAuthority())
          && (host.startsWith("[") || host.indexOf(':') < 0);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
