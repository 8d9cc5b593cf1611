package io.centraltoken.agent.token;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;

/**
 * The JVM's proxy settings, asked with the origin only: an application may have put a selector of
 * its own in the place of the JDK's, and a token request has secrets in its query.
 */
final class ProxyChoice extends ProxySelector {
  @Override
  public List<Proxy> select(URI uri) {
    ProxySelector jvm = ProxySelector.getDefault();
    List<Proxy> proxies = jvm == null ? null : jvm.select(origin(uri));
    return proxies == null || proxies.isEmpty()
        ? Collections.singletonList(Proxy.NO_PROXY)
        : proxies;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    ProxySelector jvm = ProxySelector.getDefault();
    if (jvm != null) {
      jvm.connectFailed(origin(uri), proxy, failure);
    }
  }

  private static URI origin(URI uri) {
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + "/");
  }
}
