package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.request.GatewayRequests;
import io.centraltoken.agent.request.RequestAuthorizer;
import io.centraltoken.agent.request.WeakIdentityMap;
import io.centraltoken.agent.token.TokenRecovery;
import java.lang.invoke.MethodHandle;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What needs the types of java.net.http, which Java 8 does not have. Found by name, see
 * AgentRuntime.
 */
public final class HttpClientAuthorizer extends RequestAuthorizer {
  private final GatewayRequests requests;
  private final TokenRecovery recovery;

  /** Calls that were refused; once is enough. */
  private final WeakIdentityMap<Replay> replays = new WeakIdentityMap<>();

  public HttpClientAuthorizer(
      GatewayRequests requests,
      TokenRecovery recovery,
      CountDownLatch firstRequest,
      Consumer<Throwable> suppressed) {
    super(requests, recovery, firstRequest, suppressed);
    this.requests = requests;
    this.recovery = recovery;
  }

  /** Blocks nobody: the answer of the gateway is kept until the token thread has one. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned, to the JDK
  protected Object response(Object future, Object exchange, Object request, MethodHandle headers) {
    String token = sentWith(request);
    if (token == null
        || !requests.mayBeReplayed()
        || replays.get(exchange) != null
        || !Replayable.isSo((HttpRequest) request)) {
      return future;
    }
    return ((CompletableFuture<?>) future)
        .thenCompose(response -> refusedOrNot(response, exchange, token, headers));
  }

  private CompletableFuture<Object> refusedOrNot(
      Object response, Object exchange, String token, MethodHandle headers) {
    if (!isRefusal(response, headers)) {
      return CompletableFuture.completedFuture(response);
    }
    replays.put(exchange, Replay.OVER);
    return recovery
        .begin(token)
        .thenApply(
            sendAgain -> sendAgain) // a copy: the others who wait have time-outs of their own
        .completeOnTimeout(false, recovery.patience().toMillis(), TimeUnit.MILLISECONDS)
        .thenApplyAsync( // the token thread runs nothing of the JDK or the application
            sendAgain -> {
              replays.put(exchange, sendAgain ? Replay.DUE : Replay.OVER);
              return response;
            });
  }

  private boolean isRefusal(Object response, MethodHandle headers) {
    try {
      return refusesTheToken(((HttpHeaders) headers.invoke(response)).map());
    } catch (Throwable failure) {
      suppressed(failure);
      return false;
    }
  }

  @Override
  protected boolean hasOwn(Object request) {
    return ((HttpRequest) request).headers().firstValue("Authorization").isPresent();
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    if (replays.get(exchange) != Replay.DUE) {
      return false;
    }
    replays.put(exchange, Replay.OVER);
    return true;
  }

  /**
   * The user's headers win over those that the client adds, so the user's Authorization must go
   * where the agent's was added; where it was not, the user's stays.
   */
  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    HttpHeaders user = (HttpHeaders) headers;
    if (user.firstValue("Authorization").isEmpty()
        || !(added.get("Authorization") instanceof List)) {
      return headers;
    }
    for (Object value : (List<?>) added.get("Authorization")) {
      if (isIssued((String) value)) {
        return HttpHeaders.of(user.map(), new NoAuthorization());
      }
    }
    return headers;
  }

  /** Of one call. */
  private enum Replay {
    DUE,
    OVER
  }

  /** A class, because this one is initialised in premain, where the JVM's first lambda is dear. */
  private static final class NoAuthorization implements BiPredicate<String, String> {
    @Override
    public boolean test(String name, String value) {
      return !name.equalsIgnoreCase("Authorization");
    }
  }
}
