package io.centraltoken.agent.proxy;

import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** The way of one call: straight, or by a proxy. */
public final class ProxyRoute {
  private final Proxy proxy;
  private final String source;
  private final ProxyCredentials credentials;
  private final boolean ownTunnel;

  /**
   * @param source whose setting the proxy is, for people
   * @param ownTunnel whether the agent speaks to an HTTP proxy itself: what the JDK does without a
   *     password stays with it
   */
  ProxyRoute(Proxy proxy, String source, ProxyCredentials credentials, boolean ownTunnel) {
    this.proxy = proxy;
    this.source = source;
    this.credentials = isHttp(proxy) ? credentials : null;
    this.ownTunnel = isHttp(proxy) && ownTunnel;
  }

  /** What a connection is opened with. */
  public Proxy proxy(URI uri) {
    return ownTunnel && uri.getScheme().equalsIgnoreCase("https") ? Proxy.NO_PROXY : proxy;
  }

  /**
   * Lets the connection take this way.
   *
   * @param tls of the connection to the server
   */
  public void prepare(HttpsURLConnection connection, SSLSocketFactory tls) {
    URL url = connection.getURL();
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    String target = url.getHost() + ":" + port;
    connection.setSSLSocketFactory(
        ownTunnel
            ? new TunnelSocketFactory(() -> new TunnelSocket(address(), target, credentials), tls)
            : tls);
  }

  /** The same for http, where the proxy sees the request. */
  public void prepare(HttpURLConnection connection) {
    String authorization =
        credentials == null
            ? null
            : credentials.authorization(
                connection.getRequestMethod(), connection.getURL().toString());
    if (authorization != null) {
      connection.setRequestProperty("Proxy-Authorization", authorization);
    }
  }

  public boolean isByHttpProxy() {
    return isHttp(proxy);
  }

  /** For people; empty where no proxy is on the way. */
  @Override
  public String toString() {
    return proxy.type() == Proxy.Type.DIRECT
        ? ""
        : "the proxy " + address().getHostString() + ":" + address().getPort() + " of " + source;
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) proxy.address();
  }

  private static boolean isHttp(Proxy proxy) {
    return proxy.type() == Proxy.Type.HTTP;
  }
}
