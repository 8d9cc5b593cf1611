package io.centraltoken.agent.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.HttpsURLConnection;

/**
 * Token requests by HttpURLConnection, on each Java: it is there in every run time, blocks on a
 * socket that no interrupt reaches (the selector thread of java.net.http ends when it is
 * interrupted, and the response is lost), knows SOCKS, and closes what it opened. Of its habits,
 * these are dangerous here: it repeats a POST whose connection broke (sun.net.http.retryPost), and
 * asks the application's Authenticator, both of which a fixed body length prevents; it puts the URL
 * with its query into exception messages, so none of those is passed on; it uses the application's
 * defaults for cookies, caches, TLS, host names and URL handlers; and its read time-out starts anew
 * with each byte. So the request runs on a thread of its own, and the caller waits for it no longer
 * than both time-outs together.
 */
public final class UrlConnectionTransport implements TokenTransport {
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final ThreadFactory threads;
  private final BooleanSupplier maySend;
  private final OwnTls tls = new OwnTls();

  /**
   * @param maySend asked when the connection is there; false: nothing is sent, because the JVM ends
   */
  public UrlConnectionTransport(
      Duration connectTimeout,
      Duration readTimeout,
      ThreadFactory threads,
      BooleanSupplier maySend) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.threads = threads;
    this.maySend = maySend;
  }

  @Override
  public Reply post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    HttpURLConnection connection = prepare(uri, headers, body.length);
    Duration deadline = connectTimeout.plus(readTimeout);
    Call call = new Call(connection, body, System.nanoTime() + deadline.toNanos());
    try (CallThreads thread = new CallThreads(threads, 1)) {
      thread.execute(call);
      return call.reply.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (OutOfMemoryError threadLimit) {
      throw TokenExchangeException.noThread();
    } catch (TimeoutException late) {
      throw call.abort(uri, late);
    } catch (ExecutionException failure) {
      throw call.isSent()
          ? TokenExchangeException.lost(failure.getCause())
          : TokenExchangeException.unreachable(uri, failure.getCause());
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt(); // see AgentThreads
      throw call.abort(uri, impossible);
    }
  }

  private HttpURLConnection prepare(URI uri, Map<String, String> headers, int length)
      throws TokenExchangeException {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              JdkUrlHandlers.url(uri).openConnection(new ProxyChoice().select(uri).get(0));
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
        https.setSSLSocketFactory(tls.context().getSocketFactory());
        https.setHostnameVerifier((host, session) -> false); // asked after a mismatch only
      }
      CookieStores.keepOut(connection);
      return connection;
    } catch (IOException | GeneralSecurityException unreachable) {
      throw TokenExchangeException.unreachable(uri, unreachable);
    }
  }

  /** Runs on a thread of its own; the caller may give up before it ends. */
  private final class Call implements Runnable {
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final HttpURLConnection connection;
    private final byte[] body;
    private final long deadline;
    private boolean sent;
    private boolean answered;

    Call(HttpURLConnection connection, byte[] body, long deadline) {
      this.connection = connection;
      this.body = body;
      this.deadline = deadline;
    }

    @Override
    public void run() {
      try {
        reply.complete(exchange());
      } catch (Throwable failure) {
        reply.completeExceptionally(failure);
      } finally {
        connection.disconnect();
      }
    }

    synchronized boolean isSent() {
      return sent;
    }

    /**
     * Closes the socket, unless the body is being read: then the reader itself sees that it is too
     * late, and closing could block the caller behind it.
     */
    TokenExchangeException abort(URI uri, Exception why) {
      boolean wasSent;
      synchronized (this) {
        wasSent = sent;
        if (!answered) {
          connection.disconnect();
        }
      }
      return wasSent
          ? TokenExchangeException.lost(why)
          : TokenExchangeException.unreachable(uri, why);
    }

    private Reply exchange() throws IOException {
      connection.connect();
      requireLeave();
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      try {
        int status = connection.getResponseCode();
        setAnswered();
        InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return new Reply(status, read(in), connection.getHeaderFields());
      } catch (HttpRetryException authentication) { // 401 or 407, and nothing more of it
        return new Reply(
            authentication.responseCode(),
            new byte[0],
            Collections.<String, List<String>>emptyMap());
      }
    }

    private synchronized void requireLeave() throws IOException {
      sent = System.nanoTime() - deadline < 0 && maySend.getAsBoolean();
      if (!sent) {
        throw new IOException("too late to send");
      }
    }

    private synchronized void setAnswered() {
      answered = true;
    }

    /** What came before a connection broke is given all the same: the pair may be in it. */
    private byte[] read(InputStream in) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[1024];
      try {
        for (int n = in == null ? -1 : in.read(buffer);
            n >= 0 && bytes.size() < LARGEST_REPLY && System.nanoTime() - deadline < 0;
            n = in.read(buffer)) {
          bytes.write(buffer, 0, n);
        }
      } catch (IOException broken) {
        return bytes.toByteArray();
      }
      return bytes.toByteArray();
    }
  }
}
