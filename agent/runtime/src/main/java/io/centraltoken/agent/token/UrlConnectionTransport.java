package io.centraltoken.agent.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * Token requests by HttpURLConnection, for Java 8, which has no other client. Of its habits, these
 * are dangerous here: it repeats a POST whose connection broke (sun.net.http.retryPost), and asks
 * the application's Authenticator, both of which a fixed body length prevents; it puts the URL with
 * its query into exception messages, so none of those is passed on; and it uses the application's
 * defaults for cookies, caches, TLS and host names.
 */
public final class UrlConnectionTransport implements TokenTransport {
  private final Duration connectTimeout;
  private final Duration readTimeout;

  public UrlConnectionTransport(Duration connectTimeout, Duration readTimeout) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  @Override
  public Reply post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    HttpURLConnection connection = connect(uri, headers, body.length);
    try {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      int status = connection.getResponseCode();
      InputStream reply = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Reply(status, read(reply), connection.getHeaderFields());
    } catch (IOException lost) {
      throw TokenExchangeException.lost(lost);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connect(URI uri, Map<String, String> headers, int length)
      throws TokenExchangeException {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) uri.toURL().openConnection(new ProxyChoice().select(uri).get(0));
      connection.setRequestMethod("POST");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        connection.setRequestProperty(header.getKey(), header.getValue());
      }
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout((int) connectTimeout.toMillis());
      connection.setReadTimeout((int) readTimeout.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(length);
      if (connection instanceof HttpsURLConnection) {
        HttpsURLConnection https = (HttpsURLConnection) connection;
        https.setSSLSocketFactory(OwnTls.context().getSocketFactory());
        https.setHostnameVerifier((host, session) -> false); // asked after a mismatch only
      }
      CookieStores.keepOut(connection);
      connection.connect();
      return connection;
    } catch (IOException | GeneralSecurityException unreachable) {
      throw TokenExchangeException.unreachable(uri, unreachable);
    }
  }

  private static byte[] read(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (body != null) {
      byte[] buffer = new byte[1024];
      for (int n = body.read(buffer);
          n >= 0 && bytes.size() < LARGEST_REPLY;
          n = body.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    }
    return bytes.toByteArray();
  }
}
