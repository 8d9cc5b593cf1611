package io.centraltoken.probe.programs;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A request with java.net.http: how it is made, how it is sent, and what is asked of it. */
final class HttpClientProgram implements Programs.Program {
  private static final Executor POOL = Executors.newFixedThreadPool(4, HttpClientProgram::daemon);

  /** JDK-8286171: before 20 nothing but 100 may answer the head of a request that expects it. */
  private static final boolean REJECTED_EXPECT_HANGS = Runtime.version().feature() < 20;

  private final String method;
  private final HttpClientBody body;
  private final HttpClient.Version version;
  private final HttpClient.Redirect redirects;
  private final String executor;
  private final boolean async;
  private final boolean asksForCookies;
  private final boolean hasAuthenticator;
  private final boolean expects;
  private final boolean hasTimeOut;
  private final String own;
  private final String reading;
  private final String proxy;
  private final Behaviour behaviour;

  HttpClientProgram(Choice choice) {
    method = choice.of("GET", "HEAD", "DELETE", "PUT", "POST", "POST", "POST", "OPTIONS", "PATCH");
    body = new HttpClientBody(choice);
    version = choice.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2);
    redirects = choice.of(HttpClient.Redirect.values());
    executor = choice.of("default", "pool", "direct");
    async = choice.oneIn(2);
    asksForCookies = choice.oneIn(4);
    hasAuthenticator = choice.oneIn(4);
    expects = choice.oneIn(10);
    hasTimeOut = choice.oneIn(3);
    own = choice.of(null, null, null, "Basic b3duOm93bg==", "Bearer of-its-own");
    reading = choice.of("string", "bytes", "nothing", "stream", "failing");
    Behaviour any = Behaviour.of(choice);
    Behaviour chosen = expects ? any.withoutSecondContinue() : any;
    behaviour = expects && REJECTED_EXPECT_HANGS ? chosen.withWholeRequests() : chosen;
    String way = Servers.chooseProxy(choice);
    proxy = expects ? Servers.STRAIGHT : way; // it waits for a 100 after the proxy's 407 too
  }

  @Override
  public Behaviour behaviour() {
    return behaviour;
  }

  @Override
  public void run(String url, Servers servers, Transcript transcript) throws Exception {
    transcript.saw("request", this);
    HttpClient client = client(servers, transcript);
    HttpRequest request = request(url);
    try {
      HttpResponse<?> response = send(client, request, transcript);
      transcript.saw("status", response.statusCode());
      transcript.saw("fields", response.headers().map());
      transcript.saw("version", response.version());
      transcript.saw("uri", response.uri());
      transcript.saw("body", read(response.body()));
      transcript.saw("previous", previous(response));
      HttpRequest answered = response.request();
      transcript.saw("publisher", answered.bodyPublisher().map(this::name));
      transcript.saw("answered", answered.method() + " " + answered.uri());
      transcript.saw("own fields", answered.headers().map());
      transcript.saw("time-out", answered.timeout());
    } catch (ExecutionException | CompletionException failure) {
      failed(failure.getCause(), transcript);
    } catch (IOException failure) {
      failed(failure, transcript);
    }
  }

  /** Its causes, and which thread met it, are a matter of luck. */
  private static void failed(Throwable failure, Transcript transcript) {
    String message =
        String.valueOf(failure.getMessage()).replaceFirst("^SocketTube\\S* \\[[^]]*] ", "");
    transcript.saw("response failed", failure.getClass().getName() + " (" + message + ")");
  }

  private HttpClient client(Servers servers, Transcript transcript) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(version).followRedirects(redirects);
    if (executor.equals("pool")) {
      builder.executor(POOL);
    } else if (executor.equals("direct")) {
      builder.executor(Runnable::run);
    }
    if (servers.proxy(proxy) != null) {
      builder.proxy(ProxySelector.of(servers.proxy(proxy)));
    }
    if (asksForCookies) {
      builder.cookieHandler(new Cookies());
    }
    if (hasAuthenticator) {
      builder.authenticator(
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              transcript.wasAsked("authenticator asked for " + getRequestingScheme());
              return new PasswordAuthentication("user", "password".toCharArray());
            }
          });
    }
    return builder.build();
  }

  private HttpRequest request(String url) throws IOException {
    // What is sent again is asked for the proxy's password again, if it was not before: a client
    // keeps it when an answer has come through.
    boolean mayBeRejected = body.isWhole() && !Servers.asksForPassword(proxy);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url + behaviour.path(mayBeRejected)));
    if (behaviour.isSilent()) {
      builder.timeout(Duration.ofMillis(300));
    } else if (hasTimeOut) {
      builder.timeout(Duration.ofSeconds(30));
    }
    if (own != null) {
      builder.header("Authorization", own);
    }
    return builder.expectContinue(expects).method(method, body.publisher()).build();
  }

  private HttpResponse<?> send(HttpClient client, HttpRequest request, Transcript transcript)
      throws Exception {
    HttpResponse.BodyHandler<?> handler = handler(transcript);
    if (!async) {
      return client.send(request, handler);
    }
    return client
        .sendAsync(request, handler)
        .whenComplete((response, failure) -> transcript.saw("continues on", thread()))
        .get(15, TimeUnit.SECONDS);
  }

  private HttpResponse.BodyHandler<?> handler(Transcript transcript) {
    return info -> {
      transcript.saw("handler is told", info.statusCode() + " on " + thread());
      switch (reading) {
        case "string":
          return cast(BodyHandlers.ofString().apply(info));
        case "bytes":
          return cast(BodyHandlers.ofByteArray().apply(info));
        case "stream":
          return cast(BodyHandlers.ofInputStream().apply(info));
        case "failing":
          throw new IllegalStateException("a handler of the program fails");
        default:
          return cast(BodyHandlers.discarding().apply(info));
      }
    };
  }

  @SuppressWarnings("unchecked") // what it reads is only shown
  private static HttpResponse.BodySubscriber<Object> cast(HttpResponse.BodySubscriber<?> reader) {
    return (HttpResponse.BodySubscriber<Object>) reader;
  }

  /** The JDK is free among its own threads and the common pool; a direct executor takes any. */
  private String thread() {
    String name = Thread.currentThread().getName();
    return name.startsWith("central-token") && !executor.equals("direct") ? name : "any";
  }

  private static Object read(Object received) throws IOException {
    if (received instanceof byte[]) {
      return UrlConnectionProgram.describe((byte[]) received);
    } else if (received instanceof java.io.InputStream) {
      return UrlConnectionProgram.read((java.io.InputStream) received);
    }
    return received;
  }

  private String previous(HttpResponse<?> response) {
    StringBuilder statuses = new StringBuilder();
    Optional<? extends HttpResponse<?>> previous = response.previousResponse();
    while (previous.isPresent()) {
      statuses.append(previous.get().statusCode()).append(' ').append(previous.get().uri());
      previous = previous.get().previousResponse();
    }
    return statuses.toString();
  }

  private String name(HttpRequest.BodyPublisher publisher) {
    return publisher == body.made() ? "the program's own" : "another one";
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "the program's pool");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        "client",
        method,
        body.toString(),
        version.toString(),
        redirects.toString(),
        executor,
        async ? "async" : "sync",
        expects ? "expects" : "",
        reading,
        proxy,
        behaviour.toString());
  }

  /** Knows one for everybody. */
  private static final class Cookies extends CookieHandler {
    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      return Map.of("Cookie", List.of("a=b"));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {}
  }
}
