package io.centraltoken.agent.oauth;

import io.centraltoken.agent.proxy.ProxyRoute;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/** Prepares the connections of token requests, with nothing of the application's on their way. */
final class OwnConnections {
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final OwnTls tls;

  OwnConnections(Duration connectTimeout, Duration readTimeout, OwnTls tls) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.tls = tls;
  }

  /**
   * Not connected yet.
   *
   * @param length of the body
   */
  HttpURLConnection prepare(URI uri, ProxyRoute route, Map<String, String> headers, int length)
      throws TokenExchangeException {
    HttpURLConnection connection = open(uri, route);
    try {
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(length);
      return complete(connection, uri, route, headers);
    } catch (IOException unreachable) {
      throw new Unreachable(uri, route, tls).because(unreachable);
    }
  }

  /** The same for a request that changes nothing and has no body. */
  HttpURLConnection prepareGet(URI uri, ProxyRoute route, Map<String, String> headers)
      throws TokenExchangeException {
    return complete(open(uri, route), uri, route, headers);
  }

  private HttpURLConnection open(URI uri, ProxyRoute route) throws TokenExchangeException {
    try {
      return (HttpURLConnection) JdkUrlHandlers.url(uri).openConnection(route.proxy(uri));
    } catch (IOException unreachable) {
      throw new Unreachable(uri, route, tls).because(unreachable);
    }
  }

  private HttpURLConnection complete(
      HttpURLConnection connection, URI uri, ProxyRoute route, Map<String, String> headers)
      throws TokenExchangeException {
    try {
      for (Map.Entry<String, String> header : headers.entrySet()) {
        connection.setRequestProperty(header.getKey(), header.getValue());
      }
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout((int) connectTimeout.toMillis());
      connection.setReadTimeout((int) readTimeout.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      if (connection instanceof HttpsURLConnection) {
        HttpsURLConnection https = (HttpsURLConnection) connection;
        route.prepare(https, tls.socketFactory());
        https.setHostnameVerifier((host, session) -> false); // asked after a mismatch only
      } else {
        route.prepare(connection);
      }
      CookieStores.keepOut(connection);
      return connection;
    } catch (CertificateException ofTheFile) {
      throw TokenExchangeException.unreachable(
          ofTheFile.getMessage() + "; put the certificate authority into central.ca.file, in PEM");
    } catch (IOException | GeneralSecurityException unreachable) {
      throw new Unreachable(uri, route, tls).because(unreachable);
    }
  }
}
