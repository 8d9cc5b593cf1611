package io.centraltoken.agent.proxy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;

/**
 * The proxy of the agent's own calls: the one of {@code central.proxy}, or what the JVM's proxy
 * settings say. Those are asked with the origin only: an application may have put a selector of its
 * own in the place of the JDK's, and a token request has secrets in its query.
 */
public final class OwnProxy {
  private static final int CHALLENGED = 407; // RFC 9110, section 15.5.8

  private final InetSocketAddress address;
  private final ProxyCredentials credentials;

  private OwnProxy(InetSocketAddress address, ProxyCredentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  /**
   * @param credentials null: none
   */
  public static OwnProxy at(String host, int port, ProxyCredentials credentials) {
    return new OwnProxy(InetSocketAddress.createUnresolved(host, port), credentials);
  }

  /**
   * @param credentials for an HTTP proxy that the JVM's settings name; null: none
   */
  public static OwnProxy ofJvm(ProxyCredentials credentials) {
    return new OwnProxy(null, credentials);
  }

  /** Which way a call takes. */
  public ProxyRoute route(URI uri) {
    if (address != null) {
      return new ProxyRoute(
          new Proxy(Proxy.Type.HTTP, address), "central.proxy", credentials, true);
    }
    ProxySelector jvm = ProxySelector.getDefault();
    URI origin = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + "/");
    List<Proxy> proxies = jvm == null ? null : jvm.select(origin);
    Proxy first = proxies == null || proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    return new ProxyRoute(first, "this JVM's settings", credentials, credentials != null);
  }

  /** What the next call does about a response of the proxy that was no 2xx. */
  public ProxyCredentials.Outcome answer(ProxyRefusalException refusal) {
    if (refusal.status() != CHALLENGED) {
      return ProxyCredentials.Outcome.NO_CHALLENGE;
    }
    return credentials == null
        ? ProxyCredentials.Outcome.NO_CREDENTIALS
        : credentials.choose(refusal.challenges());
  }

  /** Whether another password is there than the one that the proxy refused. */
  public boolean isCorrected() {
    return credentials != null && credentials.isCorrected();
  }
}
