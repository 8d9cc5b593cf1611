package io.centraltoken.agent.token.java11;

import io.centraltoken.agent.token.OwnTls;
import io.centraltoken.agent.token.ProxyChoice;
import io.centraltoken.agent.token.TokenExchangeException;
import io.centraltoken.agent.token.TokenTransport;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Token requests by java.net.http, which has no cookies, authenticator or cache unless it is given
 * one, and repeats no POST. A client for each request: exchanges are an hour apart, and a client
 * that waits for the next keeps a thread that wakes up every few seconds. Found by name, see
 * TokenAssembly.
 */
public final class HttpClientTransport implements TokenTransport {
  private final Duration connectTimeout;
  private final Duration readTimeout;

  public HttpClientTransport(Duration connectTimeout, Duration readTimeout) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  @Override
  public Reply post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    ExecutorService executor =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "central-token-http");
              thread.setDaemon(true);
              return thread;
            });
    HttpClient client = null;
    try {
      client = client(executor);
      return send(client, request(uri, headers, body), uri);
    } catch (GeneralSecurityException noTls) {
      throw TokenExchangeException.unreachable(uri, noTls);
    } finally {
      shutDown(client);
      executor.shutdown();
    }
  }

  private HttpClient client(ExecutorService executor) throws GeneralSecurityException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .sslContext(OwnTls.context())
        .proxy(new ProxyChoice())
        .executor(executor)
        .build();
  }

  private static HttpRequest request(URI uri, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Accept", "application/json")
            .POST(
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request.build();
  }

  /** One deadline over head and body: the client's own covers the head only. */
  private Reply send(HttpClient client, HttpRequest request, URI uri)
      throws TokenExchangeException {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, info -> new LimitedBody(LARGEST_REPLY));
    try {
      HttpResponse<byte[]> arrived =
          response.get(connectTimeout.plus(readTimeout).toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(arrived.statusCode(), arrived.body(), arrived.headers().map());
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof ConnectException
          || cause instanceof java.net.http.HttpConnectTimeoutException
          || cause instanceof SSLHandshakeException) {
        throw TokenExchangeException.unreachable(uri, cause);
      }
      throw TokenExchangeException.lost(cause);
    } catch (TimeoutException late) {
      response.cancel(true);
      throw TokenExchangeException.lost(late);
    } catch (InterruptedException notForUs) {
      response.cancel(true);
      throw TokenExchangeException.lost(notForUs);
    }
  }

  /** At once, where the JDK can (21 on); before, a client ends when it is collected. */
  private static void shutDown(HttpClient client) {
    if (client == null) {
      return;
    }
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (ReflectiveOperationException before21) {
      return;
    }
  }
}
