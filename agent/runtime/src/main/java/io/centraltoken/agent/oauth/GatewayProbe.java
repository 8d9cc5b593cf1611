package io.centraltoken.agent.oauth;

import io.centraltoken.agent.proxy.OwnProxy;
import io.centraltoken.agent.proxy.ProxyCredentials;
import io.centraltoken.agent.proxy.ProxyRefusalException;
import io.centraltoken.agent.proxy.ProxyRoute;
import java.io.File;
import java.io.IOException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * One harmless GET of the gateway, by the same proxy, trust and time-outs as the agent's own calls,
 * to find out whether it can be reached and what it says of the token. For the command line.
 */
public final class GatewayProbe {
  private static final int MOST_ATTEMPTS = 3;

  private final OwnConnections connections;
  private final OwnProxy proxy;
  private final OwnTls tls;

  /**
   * @param authorities certificates in PEM besides those that the JVM trusts; null: none
   */
  public GatewayProbe(
      Duration connectTimeout, Duration readTimeout, OwnProxy proxy, File authorities) {
    this.tls = new OwnTls(authorities);
    this.connections = new OwnConnections(connectTimeout, readTimeout, tls);
    this.proxy = proxy;
  }

  /** The proxy on the way to it, for people; empty: none. */
  public String way(URI uri) {
    return proxy.route(uri).toString();
  }

  /**
   * @param authorization value of the header; null: the request goes without one
   * @throws TokenExchangeException if there is no response; the message says why and what to do
   */
  public Answer get(URI uri, String authorization) throws TokenExchangeException {
    ProxyRoute route = proxy.route(uri);
    Unreachable unreachable = new Unreachable("the gateway", uri, route, tls);
    Map<String, String> headers =
        authorization == null
            ? Collections.emptyMap()
            : Collections.singletonMap("Authorization", authorization);
    for (int attempt = 1; ; attempt++) {
      HttpURLConnection connection = connections.prepareGet(uri, route, headers);
      try {
        return answer(connection, route);
      } catch (ProxyRefusalException refusal) {
        ProxyCredentials.Outcome outcome = proxy.answer(refusal);
        if (outcome != ProxyCredentials.Outcome.SEND_AGAIN || attempt == MOST_ATTEMPTS) {
          throw unreachable.because(refusal.status(), outcome);
        }
      } catch (IOException | RuntimeException failure) {
        throw unreachable.because(failure);
      } finally {
        connection.disconnect();
      }
    }
  }

  private static Answer answer(HttpURLConnection connection, ProxyRoute route) throws IOException {
    try {
      connection.connect();
      List<X509Certificate> chain = chain(connection);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_PROXY_AUTH && route.isByHttpProxy()) {
        throw new ProxyRefusalException(
            status,
            TokenTransport.Response.values(connection.getHeaderFields(), "Proxy-Authenticate"));
      }
      return new Answer(status, connection.getHeaderFields(), chain);
    } catch (HttpRetryException authentication) {
      return new Answer(
          authentication.responseCode(), Collections.emptyMap(), Collections.emptyList());
    } catch (IOException failure) {
      ProxyRefusalException refusal = ProxyRefusalException.in(failure);
      throw refusal == null ? failure : refusal;
    }
  }

  private static List<X509Certificate> chain(HttpURLConnection connection) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    if (connection instanceof HttpsURLConnection) {
      for (Certificate certificate : ((HttpsURLConnection) connection).getServerCertificates()) {
        if (certificate instanceof X509Certificate) {
          chain.add((X509Certificate) certificate);
        }
      }
    }
    return chain;
  }

  /** Its response, without the body. */
  public static final class Answer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final List<X509Certificate> chain;

    Answer(int status, Map<String, List<String>> headers, List<X509Certificate> chain) {
      this.status = status;
      this.headers = headers;
      this.chain = chain;
    }

    public int status() {
      return status;
    }

    /** The first field of this name, in any case; null: there is none. */
    public String header(String name) {
      List<String> values = TokenTransport.Response.values(headers, name);
      return values.isEmpty() ? null : values.get(0);
    }

    /** Names of all fields. */
    public List<String> names() {
      List<String> names = new ArrayList<>();
      for (String name : headers.keySet()) {
        if (name != null) {
          names.add(name);
        }
      }
      Collections.sort(names);
      return names;
    }

    /** Of the server, its own certificate first; empty for http. */
    public List<X509Certificate> chain() {
      return Collections.unmodifiableList(chain);
    }
  }
}
