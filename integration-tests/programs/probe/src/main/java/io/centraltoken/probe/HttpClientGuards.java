package io.centraltoken.probe;

import java.net.Authenticator;
import java.net.CookieManager;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;

/**
 * What a program can do with java.net.http beside plain calls, against a gateway and another
 * server. Says what it saw, a line each.
 */
public final class HttpClientGuards {
  private final String gateway;
  private final String elsewhere;

  private HttpClientGuards(String gateway, String elsewhere) {
    this.gateway = gateway;
    this.elsewhere = elsewhere;
  }

  public static void main(String[] arguments) throws Exception {
    HttpClientGuards guards = new HttpClientGuards(arguments[1], arguments[2]);
    switch (arguments[0]) {
      case "authenticator":
        guards.authenticator();
        break;
      case "cookies":
        guards.cookies();
        break;
      case "websocket":
        guards.webSocket();
        break;
      case "redirect":
        guards.redirect(arguments[3]);
        break;
      case "executor":
        guards.executor();
        break;
      case "direct-executor":
        guards.directExecutor();
        break;
      case "impatient":
        guards.impatient();
        break;
      default:
        throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  private void authenticator() throws Exception {
    Authenticator asked =
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            System.out.println("ASKED " + getRequestingURL());
            return new PasswordAuthentication("program", new char[] {'1'});
          }
        };
    HttpClient client = HttpClient.newBuilder().authenticator(asked).build();
    call(client);
  }

  /** The JDK asks for the headers of a request of such a client earlier than for others. */
  private void cookies() throws Exception {
    HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    call(client);
  }

  private void call(HttpClient client) throws Exception {
    System.out.println("STATUS " + client.send(get(gateway), BodyHandlers.ofString()).statusCode());
  }

  private void webSocket() {
    try {
      URI uri = URI.create(gateway.replaceFirst("^http", "ws"));
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .buildAsync(uri, new WebSocket.Listener() {})
          .join();
      System.out.println("OPEN");
    } catch (CompletionException rejected) {
      System.out.println("NOT OPEN " + rejected.getCause());
    }
  }

  private void redirect(String from) throws Exception {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    HttpResponse<String> last = client.send(get(from), BodyHandlers.ofString());
    System.out.println("STATUS " + last.statusCode());
    for (Optional<HttpResponse<String>> response = Optional.of(last);
        response.isPresent();
        response = response.get().previousResponse()) {
      HttpRequest request = response.get().request();
      System.out.println(
          "HEADERS " + request.uri().getPath() + " " + request.headers().map().keySet());
    }
  }

  /** A call of the gateway is held; a call of somebody else needs the same, single thread. */
  private void executor() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    HttpClient client = HttpClient.newBuilder().executor(single).build();
    client.send(get(elsewhere), BodyHandlers.ofString());
    long begin = System.nanoTime();
    CompletableFuture<HttpResponse<String>> held =
        client.sendAsync(get(gateway), BodyHandlers.ofString());
    client.sendAsync(get(elsewhere), BodyHandlers.ofString()).get();
    System.out.println("ELSEWHERE " + (System.nanoTime() - begin) / 1_000_000);
    System.out.println("STATUS " + held.get().statusCode());
    System.out.println("HELD " + (System.nanoTime() - begin) / 1_000_000);
    single.shutdown();
  }

  /**
   * Whoever gives the client something to do does it, and so the program's code may run anywhere.
   */
  private void directExecutor() {
    HttpClient client = HttpClient.newBuilder().executor(Runnable::run).build();
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(gateway)).POST(new NamedThreadBody()).build();
      held.add(
          client
              .sendAsync(post, BodyHandlers.ofString())
              .whenComplete((response, failure) -> printThread("COMPLETED")));
    }
    for (CompletableFuture<HttpResponse<String>> response : held) {
      System.out.println("STATUS " + response.join().statusCode());
    }
  }

  private static void printThread(String what) {
    System.out.println(what + " ON " + Thread.currentThread().getName());
  }

  private static final class NamedThreadBody implements HttpRequest.BodyPublisher {
    private final HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("body");

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      printThread("SUBSCRIBED");
      body.subscribe(subscriber);
    }
  }

  /**
   * A call of the gateway is held for longer than the program waits; then another is taken back.
   */
  private void impatient() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway)).timeout(Duration.ofMillis(500)).build();
    CompletableFuture<HttpResponse<String>> cancelled =
        client.sendAsync(get(gateway), BodyHandlers.ofString());
    long begin = System.nanoTime();
    try {
      client.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException tooLate) {
      System.out.println("TIMED OUT " + (System.nanoTime() - begin) / 1_000_000);
    }
    System.out.println("CANCELLED " + cancelled.cancel(true));
    Thread.sleep(3000); // the hold ends in two: what is sent then in spite of all is to arrive
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }
}
