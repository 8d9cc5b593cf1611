package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.bootstrap.HttpClientCallbacks;
import io.centraltoken.agent.request.GatewayPolicy;
import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.QueryTokenReplacement;
import io.centraltoken.agent.token.ExchangeWait;
import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Decides for each hop of java.net.http whether it gets the token, and sends a rejected one once
 * more. Nothing here blocks: what waits is continued when the token thread has a result. Found by
 * name, see AgentRuntime.
 */
public final class HttpClientAuthorizer extends HttpClientCallbacks {
  private static final String PATH = ":path";

  private final GatewayTraffic traffic;
  private final GatewayPolicy policy;
  private final QueryTokenReplacement queryTokens;
  private final Executor workers;
  private final Waits waits;
  private final Hops hops;
  private final RequestBodies bodies = new RequestBodies();
  private final HttpClientReplays replays;

  /**
   * @param threads of the agent: they continue what waited for the token thread, which must run
   *     nothing of the client or of the program, and neither must the common pool
   */
  public HttpClientAuthorizer(GatewayTraffic traffic, ThreadFactory threads) {
    this.traffic = traffic;
    this.policy = traffic.policy();
    this.queryTokens = traffic.queryTokens();
    this.workers = new Workers(threads);
    this.waits = new Waits(threads);
    this.hops = new Hops(traffic);
    this.replays = new HttpClientReplays(traffic, hops, bodies, workers, waits);
  }

  @Override
  protected String authorization(URI uri, String method, Object request) {
    return hops.authorization(uri, method, request);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned, to the JDK
  protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
    if (!isOurs((HttpRequest) request)) {
      return null;
    }
    long now = traffic.now();
    Hop hop = hops.of(request, (Executor) executor, now);
    long left = Waits.timeOut((HttpRequest) request) - (now - hop.since());
    if (left <= 0) {
      return CompletableFuture.failedFuture(Waits.timedOut());
    }
    ExchangeWait pause = hops.begin(hop, now);
    if (pause == null) {
      return null;
    }
    return waits
        .atMost(pause.end(), false, Math.min(left, pause.millis()))
        .thenApplyAsync(Function.identity(), workers) // the client's executor may be a direct one
        .thenComposeAsync(ended -> Waits.goOn(exchange, again), (Executor) executor);
  }

  @Override
  protected Object publisher(Object publisher, Object request) {
    return isOurs((HttpRequest) request) && policy.mayBeReplayed()
        ? RequestBodies.of((BodyPublisher) publisher, policy.replayBuffer())
        : publisher;
  }

  @Override
  protected Object shown(Object optional, Object owner) {
    Object shown = ((Optional<?>) optional).orElse(null);
    if (shown instanceof HttpResponse) {
      HttpResponse<?> before = (HttpResponse<?>) shown;
      Hop hop = hops.of(before.request());
      return hop != null && hop.isHidden() ? before.previousResponse() : optional;
    }
    return bodies.shown((Optional<?>) optional, owner);
  }

  private boolean isOurs(HttpRequest hop) {
    return policy.matches(hop.uri(), hop.method())
        && !(policy.keepOwn() && OwnAuthorization.isIn(hop.headers()));
  }

  @Override
  protected Object response(
      Object future, Object exchange, Object request, MethodHandle[] readers) {
    Hop hop = hops.of(request);
    return hop == null
        ? future
        : replays.response(
            (CompletableFuture<?>) future, hop, exchange, (HttpRequest) request, readers);
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    return replays.sendsAgain(exchange);
  }

  @Override
  protected boolean isRejected(
      Object request, URI uri, int status, Map<String, List<String>> headers) {
    if (status != 401) {
      return false;
    }
    policy.rejectedElsewhere(uri, headers, traffic.listener());
    Hop hop = hops.of(request);
    return hop != null && hop.authorization() != null;
  }

  @Override
  protected Object requestTarget(Object target, Object request) {
    HttpRequest hop = (HttpRequest) request;
    String authorization = authorization(hop.uri(), hop.method(), hop);
    if (target instanceof String) {
      return queryTokens.replaced((String) target, authorization);
    }
    Map<String, List<String>> fields = new HashMap<>(((HttpHeaders) target).map());
    fields.computeIfPresent(
        PATH, (name, path) -> List.of(queryTokens.replaced(path.get(0), authorization)));
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  /**
   * The user's headers win over those that the client adds, so the user's Authorization must go
   * where the agent's was added; where it was not, the user's stays.
   */
  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    HttpHeaders user = (HttpHeaders) headers;
    if (!OwnAuthorization.isIn(user) || !(added.get("Authorization") instanceof List)) {
      return headers;
    }
    for (Object value : (List<?>) added.get("Authorization")) {
      if (traffic.isIssued((String) value)) {
        return OwnAuthorization.removedFrom(user);
      }
    }
    return headers;
  }

  @Override
  protected void suppressed(Throwable failure) {
    traffic.listener().suppressed(failure);
  }
}
