package io.centraltoken.agent.token;

import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Token requests by HttpURLConnection, the client that every JDK has. Two of its habits are
 * dangerous here: it repeats a POST whose connection broke (sun.net.http.retryPost), which a fixed
 * body length prevents, and it puts the URL with its query into exception messages, so none of
 * those is passed on.
 */
public final class UrlConnectionTransport implements TokenTransport {
  private static final int LARGEST_REPLY = 64 * 1024;

  private final Duration connectTimeout;
  private final Duration readTimeout;

  public UrlConnectionTransport(Duration connectTimeout, Duration readTimeout) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  @Override
  public Reply post(URI uri) throws TokenExchangeException {
    HttpURLConnection connection = connect(uri);
    try {
      connection.getOutputStream().close();
      int status = connection.getResponseCode();
      return new Reply(
          status, read(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
    } catch (IOException lost) {
      throw new TokenExchangeException(
          FailureClass.AMBIGUOUS,
          "the reply of the token endpoint did not arrive: " + lost.getClass().getSimpleName());
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connect(URI uri) throws TokenExchangeException {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout((int) connectTimeout.toMillis());
      connection.setReadTimeout((int) readTimeout.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(0);
      connection.connect();
      return connection;
    } catch (IOException unreachable) {
      throw new TokenExchangeException(
          FailureClass.PRE_SEND,
          "the token endpoint at "
              + uri.getHost()
              + " cannot be reached: "
              + unreachable.getClass().getSimpleName());
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
