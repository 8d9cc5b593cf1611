package io.centraltoken.agent.oauth;

import io.centraltoken.agent.proxy.OwnProxy;
import io.centraltoken.agent.proxy.ProxyCredentials;
import io.centraltoken.agent.proxy.ProxyRefusalException;
import io.centraltoken.agent.proxy.ProxyRoute;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
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
import javax.net.ssl.SSLException;

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
  /** Without a password, with it, and with it for a nonce that the proxy takes. */
  private static final int MOST_ATTEMPTS = 3;

  private final OwnConnections connections;
  private final Duration patience;
  private final OwnProxy proxy;
  private final OwnTls tls;
  private final ThreadFactory threads;
  private final BooleanSupplier maySend;

  /**
   * @param authorities certificates in PEM besides those that the JVM trusts; null: none
   * @param maySend asked when the connection is there; false: nothing is sent, because the JVM ends
   */
  public UrlConnectionTransport(
      Duration connectTimeout,
      Duration readTimeout,
      OwnProxy proxy,
      File authorities,
      ThreadFactory threads,
      BooleanSupplier maySend) {
    this.tls = new OwnTls(authorities);
    this.connections = new OwnConnections(connectTimeout, readTimeout, tls);
    this.patience = connectTimeout.plus(readTimeout);
    this.proxy = proxy;
    this.threads = threads;
    this.maySend = maySend;
  }

  @Override
  public Response post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    ProxyRoute route = proxy.route(uri);
    Unreachable unreachable = new Unreachable(uri, route, tls);
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 1; ; attempt++) {
      HttpURLConnection connection = connections.prepare(uri, route, headers, body.length);
      Call call = new Call(connection, body, route.isByHttpProxy(), deadline);
      try {
        return post(call, unreachable);
      } catch (ProxyRefusalException refusal) {
        ProxyCredentials.Outcome outcome = proxy.answer(refusal);
        if (outcome != ProxyCredentials.Outcome.SEND_AGAIN || attempt == MOST_ATTEMPTS) {
          throw unreachable.because(refusal.status(), outcome);
        }
      }
    }
  }

  @Override
  public boolean isCorrected() {
    return proxy.isCorrected();
  }

  /**
   * @throws ProxyRefusalException if the proxy did not let the request pass
   */
  private Response post(Call call, Unreachable unreachable)
      throws TokenExchangeException, ProxyRefusalException {
    try (CallThreads thread = new CallThreads(threads, 1)) {
      thread.execute(call);
      return call.response.get(call.deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (OutOfMemoryError threadLimit) {
      throw TokenExchangeException.noThread();
    } catch (TimeoutException late) {
      throw call.abort(unreachable, late);
    } catch (ExecutionException failure) {
      throw failed(call, unreachable, failure.getCause());
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt(); // see AgentThreads
      throw call.abort(unreachable, impossible);
    }
  }

  private TokenExchangeException failed(Call call, Unreachable unreachable, Throwable why)
      throws ProxyRefusalException {
    ProxyRefusalException refusal = ProxyRefusalException.in(why);
    if (refusal != null) {
      throw refusal;
    }
    if (call.isSent()) {
      return TokenExchangeException.lost(why);
    }
    if (why instanceof SSLException) {
      tls.forget();
    }
    return unreachable.because(why);
  }

  /** Runs on a thread of its own; the caller may give up before it ends. */
  private final class Call implements Runnable {
    private final CompletableFuture<Response> response = new CompletableFuture<>();
    private final HttpURLConnection connection;
    private final byte[] body;
    private final boolean byProxy;
    private final long deadline;
    private boolean sent;
    private boolean answered;

    Call(HttpURLConnection connection, byte[] body, boolean byProxy, long deadline) {
      this.connection = connection;
      this.body = body;
      this.byProxy = byProxy;
      this.deadline = deadline;
    }

    @Override
    public void run() {
      try {
        response.complete(exchange());
      } catch (Throwable failure) {
        response.completeExceptionally(failure);
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
    TokenExchangeException abort(Unreachable unreachable, Exception why) {
      boolean wasSent;
      synchronized (this) {
        wasSent = sent;
        if (!answered) {
          connection.disconnect();
        }
      }
      return wasSent ? TokenExchangeException.lost(why) : unreachable.because(why);
    }

    private Response exchange() throws IOException {
      connection.connect();
      requireLeave();
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      try {
        int status = connection.getResponseCode();
        setAnswered();
        if (byProxy && status == HttpURLConnection.HTTP_PROXY_AUTH) {
          throw new ProxyRefusalException(
              status, Response.values(connection.getHeaderFields(), "Proxy-Authenticate"));
        }
        InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return new Response(status, read(in), connection.getHeaderFields());
      } catch (HttpRetryException authentication) { // 401 or 407, and nothing more of it
        return new Response(
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
            n >= 0 && bytes.size() < LARGEST_RESPONSE && System.nanoTime() - deadline < 0;
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
