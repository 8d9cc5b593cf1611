package io.centraltoken.agent.token.java11;

import io.centraltoken.agent.token.CallThreads;
import io.centraltoken.agent.token.OwnTls;
import io.centraltoken.agent.token.ProxyChoice;
import io.centraltoken.agent.token.TokenExchangeException;
import io.centraltoken.agent.token.TokenTransport;
import io.centraltoken.agent.token.UrlConnectionTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLParameters;

/**
 * Token requests by java.net.http, which has no cookies, authenticator or cache unless it is given
 * one, and repeats no POST. There is a client for each request, closed after it. Where it cannot be
 * closed (see {@link JdkAccess}), it is kept for the next one: its thread would end only when it is
 * collected, which in an idle JVM with a large heap is never. Found by name, see TokenAssembly.
 */
public final class HttpClientTransport implements TokenTransport {
  /** One may be blocked by the name service while the other one goes on. */
  private static final int THREADS = 2;

  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final ThreadFactory threads;
  private final BooleanSupplier maySend;
  private final OwnTls tls = new OwnTls();
  private final Delegate executor = new Delegate();
  private final Map<String, HttpClient> kept = new HashMap<>();
  private final TokenTransport forSocks;

  /**
   * @param maySend asked when the connection is there; false: nothing is sent, because the JVM ends
   */
  public HttpClientTransport(
      Duration connectTimeout,
      Duration readTimeout,
      ThreadFactory threads,
      BooleanSupplier maySend) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.threads = threads;
    this.maySend = maySend;
    this.forSocks = new UrlConnectionTransport(connectTimeout, readTimeout, threads, maySend);
  }

  @Override
  public Reply post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    if (new ProxyChoice().isSocks(uri)) {
      return forSocks.post(uri, headers, body);
    }
    HttpClient client = null;
    try (CallThreads call = new CallThreads(threads, THREADS)) {
      executor.call = call;
      client = client(uri);
      return send(client, uri, headers, new SentBody(body, maySend));
    } catch (OutOfMemoryError threadLimit) {
      throw TokenExchangeException.noThread();
    } catch (GeneralSecurityException noTls) {
      throw TokenExchangeException.unreachable(uri, noTls);
    } finally {
      executor.call = null;
      close(client, uri);
    }
  }

  private HttpClient client(URI uri) throws GeneralSecurityException {
    HttpClient client = kept.get(uri.getScheme());
    if (client != null) {
      return client;
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .proxy(new ProxyChoice())
            .executor(executor);
    if (uri.getScheme().equalsIgnoreCase("https")) {
      builder.sslContext(tls.context());
    } else {
      builder.sslContext(NoTls.context()).sslParameters(new SSLParameters());
    }
    return builder.build();
  }

  /** One deadline over head and body: the client's own covers the head only. */
  private Reply send(HttpClient client, URI uri, Map<String, String> headers, SentBody body)
      throws TokenExchangeException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json").POST(body);
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request.build(), info -> new LimitedBody(LARGEST_REPLY));
    try {
      HttpResponse<byte[]> arrived =
          response.get(connectTimeout.plus(readTimeout).toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(arrived.statusCode(), arrived.body(), arrived.headers().map());
    } catch (ExecutionException failure) {
      throw failed(uri, body, failure.getCause());
    } catch (TimeoutException late) {
      response.cancel(true);
      throw failed(uri, body, late);
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt(); // see AgentThreads
      response.cancel(true);
      throw failed(uri, body, impossible);
    }
  }

  private static TokenExchangeException failed(URI uri, SentBody body, Throwable why) {
    return body.isRequested()
        ? TokenExchangeException.lost(why)
        : TokenExchangeException.unreachable(uri, why);
  }

  private void close(HttpClient client, URI uri) {
    if (client != null && !JdkAccess.close(client)) {
      kept.put(uri.getScheme(), client);
    }
  }

  /** The threads of the present call; between calls, a client that is kept has next to no work. */
  private static final class Delegate implements Executor {
    private volatile Executor call;

    @Override
    public void execute(Runnable task) {
      Executor present = call;
      if (present == null) {
        task.run();
      } else {
        present.execute(task);
      }
    }
  }
}
