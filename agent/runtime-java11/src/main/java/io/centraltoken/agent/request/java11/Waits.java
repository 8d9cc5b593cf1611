package io.centraltoken.agent.request.java11;

import java.lang.invoke.MethodHandle;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Limits how long requests wait, with a timer on a thread of the agent. The timer of
 * CompletableFuture would be started by a thread of the program, and would keep the context class
 * loader of that thread reachable for ever.
 */
final class Waits {
  private static final int IDLE_SECONDS = 10;
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

  private final ScheduledThreadPoolExecutor timer;

  Waits(ThreadFactory threads) {
    timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * A copy of its own, because the others who wait for the same have time-outs of their own.
   *
   * @param otherwise the result when the time is over
   */
  <T> CompletableFuture<T> atMost(CompletableFuture<T> shared, T otherwise, long millis) {
    CompletableFuture<T> own = shared.thenApply(Function.identity());
    try {
      Future<?> end = timer.schedule(() -> own.complete(otherwise), millis, TimeUnit.MILLISECONDS);
      return own.whenComplete((result, failure) -> end.cancel(false));
    } catch (OutOfMemoryError threadLimit) {
      return own.completeOnTimeout(otherwise, millis, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * What was held goes on.
   *
   * @param again the method that was to begin, once more
   */
  static CompletableFuture<?> goOn(Object exchange, MethodHandle again) {
    try {
      return (CompletableFuture<?>) again.invoke(exchange);
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** In milliseconds; of a request without one it never ends. */
  static long timeOut(HttpRequest request) {
    boolean ends = request.timeout().isPresent() && request.timeout().get().compareTo(LONGEST) < 0;
    return ends ? request.timeout().get().toMillis() : Long.MAX_VALUE;
  }

  /** What the JDK says when the time-out of a request is over. */
  static HttpTimeoutException timedOut() {
    return new HttpTimeoutException("request timed out");
  }
}
