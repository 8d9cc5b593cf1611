package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.request.GatewayRequests;
import io.centraltoken.agent.request.Hop;
import io.centraltoken.agent.request.InFlight;
import io.centraltoken.agent.request.RequestAuthorizer;
import io.centraltoken.agent.request.RequestListener;
import io.centraltoken.agent.request.WeakIdentityMap;
import io.centraltoken.agent.token.Pause;
import io.centraltoken.agent.token.TokenRecovery;
import java.lang.invoke.MethodHandle;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * What needs the types of java.net.http, which Java 8 does not have. Found by name, see
 * AgentRuntime.
 */
public final class HttpClientAuthorizer extends RequestAuthorizer {
  private static final String PATH = ":path";

  /** A field of every response by HTTP/2 (RFC 9113, 8.3.2), and of none by HTTP/1.1. */
  private static final String STATUS = ":status";

  private final GatewayRequests requests;
  private final TokenRecovery recovery;
  private final Executor workers;
  private final Waits waits;

  /** When the first hop of a call with a time-out began: all of it must end within that. */
  private final WeakIdentityMap<Long> begun = new WeakIdentityMap<>();

  /** Hops that were refused and are sent again: the program does not see their responses. */
  private final WeakIdentityMap<Boolean> hidden = new WeakIdentityMap<>();

  private final RequestBodies bodies = new RequestBodies();

  /** Calls that were refused. */
  private final WeakIdentityMap<Replay> replays = new WeakIdentityMap<>();

  /**
   * @param threads of the agent: they continue what waited for the token thread, which must run
   *     nothing of the client or of the program, and neither must the common pool
   */
  public HttpClientAuthorizer(
      GatewayRequests requests,
      TokenRecovery recovery,
      InFlight inFlight,
      CountDownLatch firstRequest,
      RequestListener listener,
      ThreadFactory threads) {
    super(requests, recovery, inFlight, firstRequest, listener);
    this.requests = requests;
    this.recovery = recovery;
    this.workers = new Workers(threads);
    this.waits = new Waits(threads);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned, to the JDK
  protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
    if (!isOurs((HttpRequest) request)) {
      return null;
    }
    long now = now();
    Hop hop = hop(request, (Executor) executor, now);
    long left = Waits.timeOut((HttpRequest) request) - (now - hop.since());
    if (left <= 0) {
      return CompletableFuture.failedFuture(Waits.timedOut());
    }
    Pause pause = begin(request, hop, now);
    if (pause == null) {
      return null;
    }
    return waits
        .atMost(pause.end(), false, Math.min(left, pause.millis()))
        .thenApplyAsync(Function.identity(), workers) // the client's executor may be a direct one
        .thenComposeAsync(ended -> Waits.goOn(exchange, again), (Executor) executor);
  }

  private long now() {
    return recovery.state().now().toEpochMilli();
  }

  @Override
  protected Object publisher(Object publisher, Object request) {
    return isOurs((HttpRequest) request) && requests.mayBeReplayed()
        ? RequestBodies.of((BodyPublisher) publisher, requests.replayBuffer())
        : publisher;
  }

  @Override
  protected Object shown(Object optional, Object owner) {
    Object shown = ((Optional<?>) optional).orElse(null);
    if (shown instanceof HttpResponse) {
      HttpResponse<?> before = (HttpResponse<?>) shown;
      return hidden.get(before.request()) == null ? optional : before.previousResponse();
    }
    return bodies.shown((Optional<?>) optional, owner);
  }

  private boolean isOurs(HttpRequest hop) {
    return requests.contain(hop.uri(), hop.method())
        && !(requests.keepOwn() && OwnAuthorization.isIn(hop.headers()));
  }

  /** Blocks nobody: the answer of the gateway is kept until the token thread has one. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned, to the JDK
  protected Object response(
      Object future, Object exchange, Object request, MethodHandle[] readers) {
    Hop hop = hop(request);
    if (hop == null) {
      return future;
    }
    if (((HttpRequest) request).timeout().isPresent()) {
      begun.putIfAbsent(exchange, hop.since());
    }
    return ((CompletableFuture<?>) future)
        .whenComplete((response, failure) -> end(request))
        .thenCompose(
            response -> refusedOrNot(response, hop, exchange, (HttpRequest) request, readers));
  }

  /** What the hop carries is known when it is answered: before, it may wait for a connection. */
  private CompletableFuture<Object> refusedOrNot(
      Object response, Hop hop, Object exchange, HttpRequest request, MethodHandle[] readers) {
    String token = hop.authorization();
    Map<String, List<String>> refusal = token == null ? null : refusal(response, readers);
    if (refusal == null || !requests.wereRefused(request.uri().getRawQuery(), refusal)) {
      bodies.isOver(request);
      return CompletableFuture.completedFuture(response);
    }
    Replay before = replays.get(exchange);
    boolean isFirst = before == null || !before.isOf(request.uri()); // of this hop
    boolean mayBeReplayed = requests.mayBeReplayed() && isFirst;
    CompletableFuture<Boolean> whole =
        mayBeReplayed ? bodies.whole(request, refusal.containsKey(STATUS), hop.executor()) : null;
    if (whole == null) {
      if (mayBeReplayed) {
        listener().notReplayable();
      }
      bodies.isOver(request);
      recovery.ask(token);
      return CompletableFuture.completedFuture(response);
    }
    return sendsAgainLater(response, hop, exchange, request, whole);
  }

  /** The response is kept until there is another token, and the whole body. */
  private CompletableFuture<Object> sendsAgainLater(
      Object response,
      Hop hop,
      Object exchange,
      HttpRequest request,
      CompletableFuture<Boolean> whole) {
    replays.put(exchange, new Replay(request.uri(), false));
    CompletableFuture<Boolean> sendsAgain =
        recovery.begin(hop.authorization()).thenCombine(whole, Boolean::logicalAnd);
    Long began = begun.get(exchange);
    long left = Waits.timeOut(request) - (began == null ? 0 : now() - began);
    long patience = Math.min(left, recovery.patience().toMillis());
    return waits
        .atMost(sendsAgain, null, patience)
        .thenApplyAsync(Function.identity(), workers) // the client's executor may be a direct one
        .thenApplyAsync(
            sendAgain -> {
              if (sendAgain == null && patience == left) {
                throw new CompletionException(Waits.timedOut());
              }
              boolean again = Boolean.TRUE.equals(sendAgain);
              replays.put(exchange, new Replay(request.uri(), again));
              if (again) {
                hidden.put(request, true);
                bodies.repeat(request);
              } else {
                bodies.isOver(request);
              }
              return response;
            },
            hop.executor());
  }

  /** The fields of an answer 401, null for any other. */
  private Map<String, List<String>> refusal(Object response, MethodHandle[] readers) {
    try {
      boolean unauthorized = (int) readers[0].invoke(response) == 401;
      return unauthorized ? ((HttpHeaders) readers[1].invoke(response)).map() : null;
    } catch (Throwable failure) {
      suppressed(failure);
      return null;
    }
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    Replay replay = replays.get(exchange);
    if (replay == null || !replay.isDue()) {
      return false;
    }
    replays.put(exchange, replay.over());
    listener().replayed();
    return true;
  }

  @Override
  protected Object requestTarget(Object target, Object request) {
    HttpRequest hop = (HttpRequest) request;
    String authorization = authorization(hop.uri(), hop.method(), hop);
    if (target instanceof String) {
      return queryTokens().replaced((String) target, authorization);
    }
    Map<String, List<String>> fields = new HashMap<>(((HttpHeaders) target).map());
    fields.computeIfPresent(
        PATH, (name, path) -> List.of(queryTokens().replaced(path.get(0), authorization)));
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
      if (isIssued((String) value)) {
        return OwnAuthorization.removedFrom(user);
      }
    }
    return headers;
  }
}
