package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.request.GatewayPolicy;
import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.WeakIdentityMap;
import java.lang.invoke.MethodHandle;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What it takes to send hops of java.net.http whose token was rejected once more: their responses
 * are held back until the token thread has another token. Blocks nobody.
 */
final class HttpClientReplays {
  /** A field of every response by HTTP/2 (RFC 9113, 8.3.2), and of none by HTTP/1.1. */
  private static final String STATUS = ":status";

  private final GatewayTraffic traffic;
  private final GatewayPolicy policy;
  private final Hops hops;
  private final RequestBodies bodies;
  private final Executor workers;
  private final Waits waits;

  /** By the JDK's exchange: calls that have a time-out, and those with a rejected hop. */
  private final WeakIdentityMap<Call> calls = new WeakIdentityMap<>();

  HttpClientReplays(
      GatewayTraffic traffic, Hops hops, RequestBodies bodies, Executor workers, Waits waits) {
    this.traffic = traffic;
    this.hops = hops;
    this.policy = traffic.policy();
    this.bodies = bodies;
    this.workers = workers;
    this.waits = waits;
  }

  /**
   * In place of the future response of a hop: one that is held back while a token is looked for.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned, to the JDK
  CompletableFuture<Object> response(
      CompletableFuture<?> future,
      Hop hop,
      Object exchange,
      HttpRequest request,
      MethodHandle[] readers) {
    if (request.timeout().isPresent()) {
      calls.getOrPut(exchange, new Call(hop.since()));
    }
    return future
        .whenComplete((response, failure) -> traffic.leave(hop))
        .thenCompose(response -> rejectedOrNot(response, hop, exchange, request, readers));
  }

  /** What the hop carries is known when it is answered: before, it may wait for a connection. */
  private CompletableFuture<Object> rejectedOrNot(
      Object response, Hop hop, Object exchange, HttpRequest request, MethodHandle[] readers) {
    String token = hop.authorization();
    if (token != null && traffic.quota().isDue()) {
      readQuota(response, readers);
    }
    Map<String, List<String>> rejection = token == null ? null : rejection(response, readers);
    if (rejection == null) {
      hops.isOver(request);
    }
    if (rejection == null || !policy.isTokenRejection(request.uri().getRawQuery(), rejection)) {
      bodies.isOver(request);
      return CompletableFuture.completedFuture(response);
    }
    Call call = calls.getOrPut(exchange, new Call(hop.since()));
    boolean mayBeReplayed = policy.mayBeReplayed() && call.isFirstOfItsHop(request.uri());
    CompletableFuture<Boolean> whole =
        mayBeReplayed ? bodies.whole(request, rejection.containsKey(STATUS), hop.executor()) : null;
    if (whole == null) {
      if (mayBeReplayed) {
        traffic.listener().notReplayable();
      }
      bodies.isOver(request);
      traffic.recovery().ask(token);
      return CompletableFuture.completedFuture(response);
    }
    return replaysLater(response, hop, call, request, whole);
  }

  /** The response is kept until there is another token, and the whole body. */
  private CompletableFuture<Object> replaysLater(
      Object response, Hop hop, Call call, HttpRequest request, CompletableFuture<Boolean> whole) {
    call.reject(request.uri());
    CompletableFuture<Boolean> replays =
        traffic.recovery().begin(hop.authorization()).thenCombine(whole, Boolean::logicalAnd);
    long left = Waits.timeOut(request) - (traffic.now() - call.since());
    long patience = Math.min(left, traffic.recovery().patience().toMillis());
    return waits
        .atMost(replays, null, patience)
        .thenApplyAsync(Function.identity(), workers) // the client's executor may be a direct one
        .thenApplyAsync(
            replay -> {
              if (replay == null && patience == left) {
                throw new CompletionException(Waits.timedOut());
              }
              if (Boolean.TRUE.equals(replay)) {
                call.replayIsDue();
                hop.hide();
                bodies.repeat(request);
              } else {
                bodies.isOver(request);
              }
              return response;
            },
            hop.executor());
  }

  private void readQuota(Object response, MethodHandle[] readers) {
    try {
      traffic.quota().read(fields(response, readers));
    } catch (Throwable failure) {
      traffic.listener().suppressed(failure);
    }
  }

  private static Map<String, List<String>> fields(Object response, MethodHandle[] readers)
      throws Throwable {
    return ((HttpHeaders) readers[1].invoke(response)).map();
  }

  /** The fields of a response 401, null for any other. */
  private Map<String, List<String>> rejection(Object response, MethodHandle[] readers) {
    try {
      boolean unauthorized = (int) readers[0].invoke(response) == 401;
      return unauthorized ? fields(response, readers) : null;
    } catch (Throwable failure) {
      traffic.listener().suppressed(failure);
      return null;
    }
  }

  /** Whether the exchange is to send its last request again; true once. */
  boolean sendsAgain(Object exchange) {
    Call call = calls.get(exchange);
    boolean replays = call != null && call.takeReplay();
    if (replays) {
      traffic.listener().replayed();
    }
    return replays;
  }
}
