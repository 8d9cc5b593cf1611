package io.centraltoken.agent.request.java11;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.request.FirstRequest;
import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.InFlight;
import io.centraltoken.agent.request.RecordedRequests;
import io.centraltoken.agent.request.TestGateway;
import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.SettableClock;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One call of java.net.http to an authorizer, without a client or a server. */
class HttpClientBench {
  static final URI SITES = URI.create("https://gateway.example/central/v2/sites");
  static final URI ELSEWHERE = URI.create("https://elsewhere.example/");
  static final String INVALID = "Bearer realm=\"service\" error=\"invalid_token\"";
  static final Executor DIRECT = Runnable::run;

  final SettableClock clock = new SettableClock(Clock.systemUTC());
  private final InFlight inFlight = new InFlight(clock, Duration.ofHours(1));
  final FirstRequest firstRequest = new FirstRequest();
  private final RecordedRequests events = new RecordedRequests();
  private final TokenState tokens =
      new TokenState(clock, Duration.ZERO, Duration.ofDays(1), inFlight);
  final TokenRecovery recovery = new TokenRecovery(tokens, Duration.ofHours(1));
  final HttpClientAuthorizer authorizer = authorizer("central.replay=true");
  final Object exchange = new Object();
  int begunAgain;

  HttpClientAuthorizer authorizer(String setting) {
    try {
      GatewayTraffic traffic =
          new GatewayTraffic(TestGateway.policy(setting), recovery, inFlight, firstRequest, events);
      return new HttpClientAuthorizer(traffic, HttpClientBench::daemon);
    } catch (SettingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  void publish(String accessToken) {
    Published.publish(tokens, accessToken);
  }

  void fail() {
    Published.fail(tokens);
  }

  List<String> events() {
    return events.events();
  }

  static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  /** Null: it goes now. */
  CompletableFuture<?> begin(HttpRequest request) {
    return (CompletableFuture<?>) authorizer.begin(exchange, request, DIRECT, again());
  }

  String authorization(HttpRequest request) {
    return authorizer.authorization(request.uri(), request.method(), request);
  }

  void send(HttpRequest request) {
    assertThat(begin(request)).as("not held").isNull();
    assertThat(authorization(request)).isNotNull();
  }

  boolean isOnTheWire() {
    return !TestGateway.isQuiet(inFlight, clock.millis());
  }

  @SuppressWarnings("unchecked")
  CompletableFuture<Object> answered(HttpRequest request, Response response) {
    return (CompletableFuture<Object>)
        authorizer.response(
            CompletableFuture.completedFuture(response), exchange, request, readers());
  }

  MethodHandle again() {
    return handle(
            HttpClientBench.class,
            "beginAgain",
            MethodType.methodType(CompletableFuture.class, Object.class))
        .bindTo(this);
  }

  @SuppressWarnings("unused") // by a handle
  private CompletableFuture<String> beginAgain(Object sameExchange) {
    assertThat(sameExchange).isSameAs(exchange);
    begunAgain++;
    return CompletableFuture.completedFuture("begun again");
  }

  static MethodHandle[] readers() {
    return new MethodHandle[] {
      handle(Response.class, "statusCode", MethodType.methodType(int.class)),
      handle(Response.class, "headers", MethodType.methodType(HttpHeaders.class))
    };
  }

  private static MethodHandle handle(Class<?> owner, String name, MethodType type) {
    try {
      return MethodHandles.lookup().findVirtual(owner, name, type);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.toString(), missing);
    }
  }
}
