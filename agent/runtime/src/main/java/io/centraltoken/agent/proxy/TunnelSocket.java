package io.centraltoken.agent.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A connection through a proxy (CONNECT, RFC 9110, section 9.3.6). Not by HttpURLConnection: since
 * Java 8u111 it rejects Basic there (jdk.http.auth.tunneling.disabledSchemes), takes passwords only
 * from the Authenticator of the application, and keeps them in a cache that the application's own
 * requests use.
 */
final class TunnelSocket extends Socket {
  private static final int LARGEST_HEAD = 64 * 1024;

  private final InetSocketAddress proxy;
  private final String target;
  private final ProxyCredentials credentials;

  /**
   * @param target host and port behind the proxy
   * @param credentials null: none
   */
  TunnelSocket(InetSocketAddress proxy, String target, ProxyCredentials credentials) {
    super(Proxy.NO_PROXY); // as the JDK: SOCKS settings are not for the way to the proxy
    this.proxy = proxy;
    this.target = target;
    this.credentials = credentials;
  }

  /**
   * @param behind looked up here already by who calls; the proxy does it for itself
   * @param timeout in milliseconds, of the connection to the proxy, and again for its response
   * @throws ProxyRefusalException if there is no way through the proxy
   */
  @Override
  public void connect(SocketAddress behind, int timeout) throws IOException {
    super.connect(new InetSocketAddress(proxy.getHostString(), proxy.getPort()), timeout);
    try {
      setSoTimeout(timeout);
      getOutputStream().write(request().getBytes(StandardCharsets.ISO_8859_1));
      requireSuccess(readFinalHead(timeout));
      setSoTimeout(0);
    } catch (IOException noTunnel) {
      close();
      throw noTunnel;
    }
  }

  private String request() {
    String authorization =
        credentials == null ? null : credentials.authorization("CONNECT", target);
    return "CONNECT "
        + target
        + " HTTP/1.1\r\nHost: "
        + target
        + "\r\nUser-Agent: central-token-agent\r\n"
        + (authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n")
        + "\r\n";
  }

  /** Leaves out interim responses (1xx, RFC 9110, section 15.2). */
  private String readFinalHead(int timeout) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
    String head = readHead(end);
    while (status(head) / 100 == 1) {
      head = readHead(end);
    }
    return head;
  }

  /** Reads no byte of what comes behind it. */
  private String readHead(long end) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = getInputStream();
    int lineLength = 0;
    for (int octet = in.read(); octet != '\n' || lineLength > 0; octet = in.read()) {
      boolean isLate = System.nanoTime() - end > 0;
      if (octet < 0 || isLate || head.size() > LARGEST_HEAD) {
        throw new IOException("no whole response of the proxy");
      }
      head.write(octet);
      lineLength = octet == '\n' ? 0 : lineLength + (octet == '\r' ? 0 : 1);
    }
    return head.toString(StandardCharsets.ISO_8859_1.name());
  }

  private static void requireSuccess(String head) throws IOException {
    int status = status(head);
    if (status / 100 != 2) {
      throw new ProxyRefusalException(status, challenges(head));
    }
  }

  private static int status(String head) throws IOException {
    String[] statusLine = head.split("\r?\n", 2)[0].split(" ", 3);
    if (!statusLine[0].startsWith("HTTP/1.") || statusLine.length < 2) {
      throw new IOException("the proxy does not speak HTTP");
    }
    try {
      return Integer.parseInt(statusLine[1]);
    } catch (NumberFormatException malformed) {
      throw new IOException("the proxy does not speak HTTP");
    }
  }

  private static List<String> challenges(String head) {
    List<String> challenges = new ArrayList<>();
    for (String line : head.split("\r?\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authenticate:")) {
        challenges.add(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    return challenges;
  }
}
