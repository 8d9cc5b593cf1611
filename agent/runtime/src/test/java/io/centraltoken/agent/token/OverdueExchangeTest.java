package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM that stood still, and wakes with a dead token before its token thread does. */
@Timeout(30)
class OverdueExchangeTest {
  private final SettableClock clock = new SettableClock();
  private final TokenState state =
      new TokenState(clock, Duration.ZERO, Duration.ofDays(3), () -> {});
  private final ExecutorService application = Executors.newSingleThreadExecutor();

  OverdueExchangeTest() {
    state.succeed(TokenPair.of("old", "refresh", clock.instant(), Duration.ofDays(1), 1));
    state.expectExchange(clock.instant().plus(Duration.ofHours(20)));
  }

  @AfterEach
  void stop() {
    application.shutdownNow();
  }

  private TokenPair successor() {
    return TokenPair.of("new", "refresh-new", clock.instant(), Duration.ofDays(1), 2);
  }

  @Test
  void aRequestWaitsForIt() throws Exception {
    clock.advance(Duration.ofDays(2));
    CountDownLatch waits = new CountDownLatch(1);
    clock.beforeReading = waits::countDown;
    Future<String> request = application.submit(state::authorization);
    waits.await();
    state.beginExchange();
    state.succeed(successor());
    assertThat(request.get(10, TimeUnit.SECONDS)).isEqualTo("Bearer new");
  }

  /** It stands still between two looks at the token, wherever that is. */
  @Test
  void aRequestThatHasBegunWaitsForIt() throws Exception {
    for (int stop = 1; stop <= 3; stop++) {
      OverdueExchangeTest jvm = new OverdueExchangeTest();
      try {
        assertThat(jvm.tokenOfARequestThatStandsStillBefore(stop)).isEqualTo("Bearer new");
      } finally {
        jvm.stop();
      }
    }
  }

  private String tokenOfARequestThatStandsStillBefore(int stop) throws Exception {
    AtomicInteger readings = new AtomicInteger();
    CountDownLatch awake = new CountDownLatch(1);
    clock.beforeReading =
        () -> {
          if (readings.incrementAndGet() == stop) {
            clock.advance(Duration.ofDays(2));
            awake.countDown();
          }
        };
    Future<String> request = application.submit(state::authorization);
    awake.await();
    TokenPair successor = successor();
    state.beginExchange();
    state.succeed(successor);
    return request.get(10, TimeUnit.SECONDS);
  }
}
