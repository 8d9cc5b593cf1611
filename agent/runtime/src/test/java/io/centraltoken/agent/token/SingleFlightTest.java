package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.ClientCredentials;
import io.centraltoken.agent.oauth.ParameterPlacement;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenPair;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads of an application and the one exchange that they wait for. */
@Timeout(60)
class SingleFlightTest {
  private static final int THREADS = 200;

  private final Clock clock = Clock.systemUTC();
  private final MemoryGateway gateway = new MemoryGateway(clock, Duration.ofHours(2));
  private final MemoryTokenStore store = new MemoryTokenStore();
  private final ExecutorService application = Executors.newFixedThreadPool(THREADS + 1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void stop() {
    answer.countDown();
    application.shutdownNow();
  }

  @Test
  void waitForOneExchange() throws Exception {
    TokenState state =
        new TokenState(clock, Duration.ofSeconds(2), Duration.ofSeconds(30), () -> {});
    Future<?> exchange = exchange(state);
    List<Future<String>> requests = request(state);
    answer.countDown();
    for (Future<String> request : requests) {
      assertThat(gateway.accepts(request.get())).isTrue();
    }
    exchange.get();
    assertThat(gateway.tokenCalls).isOne();
    assertThat(gateway.rotations).isOne();
  }

  @Test
  void waitNoLongerThanTheTimeout() throws Exception {
    TokenState state =
        new TokenState(clock, Duration.ofSeconds(2), Duration.ofMillis(300), () -> {});
    Future<?> exchange = exchange(state);
    long began = System.nanoTime();
    for (Future<String> request : request(state)) {
      assertThat(request.get()).as("the exchange was not answered").isNull();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertThat(millis).isBetween(290L, 10_000L);
    answer.countDown();
    exchange.get();
    assertThat(gateway.tokenCalls).isOne();
  }

  /** Of a pair that has expired; returns when its call is on the way. */
  private Future<?> exchange(TokenState state) throws InterruptedException {
    TokenPair fresh = gateway.download();
    store.pair =
        TokenPair.of(
            fresh.accessToken(),
            fresh.refreshToken(),
            clock.instant().minus(Duration.ofHours(3)),
            Duration.ofHours(2),
            0);
    TokenEndpoint endpoint =
        new TokenEndpoint(
            URI.create("https://gateway.example/oauth2/token"),
            ParameterPlacement.QUERY,
            new ClientCredentials("id", () -> "secret"),
            (uri, headers, body) -> {
              asked.countDown();
              awaitAnswer();
              return gateway.post(uri, headers, body);
            },
            clock);
    DeferredEvents listener = new DeferredEvents(new RecordingListener());
    TokenRefresher refresher =
        new TokenRefresher(
            state,
            new SharedStore(store, listener, new HostTime(clock, clock), "test"),
            Grants.refresh(endpoint),
            listener,
            new RefreshPolicy(null, () -> 0.5));
    Future<?> exchange = application.submit(refresher::runDue);
    asked.await();
    return exchange;
  }

  private List<Future<String>> request(TokenState state) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(THREADS);
    List<Future<String>> requests = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      requests.add(
          application.submit(
              () -> {
                started.countDown();
                return state.authorization();
              }));
    }
    started.await();
    return requests;
  }

  private void awaitAnswer() {
    try {
      answer.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
