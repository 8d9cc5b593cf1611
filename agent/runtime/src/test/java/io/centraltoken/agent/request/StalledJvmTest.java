package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.SettableClock;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.URL;
import java.time.Clock;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that begins with a usable token, in a JVM that stands still until it has ended. */
@Timeout(30)
class StalledJvmTest {
  private final SettableClock clock = new SettableClock(Clock.systemUTC());
  private final InFlight inFlight = new InFlight(clock, Duration.ofHours(1));
  private final TokenState tokens =
      new TokenState(clock, Duration.ZERO, Duration.ofDays(3), inFlight);
  private final ExecutorService application = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    application.shutdownNow();
  }

  /** Before the only look at the clock. */
  @Test
  void doesNotSendItWithoutAToken() throws Exception {
    Published.publish(tokens, "access");
    assertThat(requestWithStop(1)).isEqualTo("Bearer next");
  }

  /**
   * The next exchange is to begin, and the request may not be held for it.
   *
   * @param stop the look at the clock before which it stands still, of four
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void doesNotSendItWithoutATokenWhereAnExchangeIsDue(int stop) throws Exception {
    Published.publish(tokens, "access");
    Published.expectExchangeNow(tokens);
    assertThat(requestWithStop(stop)).isEqualTo("Bearer next");
  }

  /** So there is one place where it can stand still. */
  @Test
  void looksAtTheClockOnce() throws Exception {
    Published.publish(tokens, "access");
    UrlConnectionAuthorizer authorizer = authorizer();
    AtomicInteger looks = new AtomicInteger();
    clock.beforeReading = looks::incrementAndGet;
    URL url = new URL("https://gateway.example/central/v2/sites");
    assertThat(authorizer.authorization(this, url, null)).isEqualTo("Bearer access");
    assertThat(looks).hasValue(1);
  }

  private UrlConnectionAuthorizer authorizer() throws Exception {
    return new UrlConnectionAuthorizer(
        new GatewayTraffic(
            TestGateway.policy("central.replay.buffer=1024"),
            new TokenRecovery(tokens, Duration.ofMillis(1)),
            inFlight,
            new FirstRequest(),
            new RecordedRequests()));
  }

  private String requestWithStop(int stop) throws Exception {
    UrlConnectionAuthorizer authorizer = authorizer();
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch awake = new CountDownLatch(1);
    clock.beforeReading =
        () -> {
          if (looks.incrementAndGet() == stop) {
            clock.advance(Duration.ofHours(2));
            awake.countDown();
          }
        };
    URL url = new URL("https://gateway.example/central/v2/sites");
    Future<String> request = application.submit(() -> authorizer.authorization(this, url, null));
    awake.await();
    Published.publish(tokens, "next");
    return request.get(10, TimeUnit.SECONDS);
  }
}
