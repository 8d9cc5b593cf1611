package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TokenStateTest {
  private final SettableClock clock = new SettableClock();
  private final ExecutorService application = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    application.shutdownNow();
  }

  @Test
  void holdsARequestThatBeginsDuringAnExchange() throws Exception {
    TokenState state = state(Duration.ofMinutes(1));
    state.succeed(pair("old"));
    state.beginExchange();
    Future<String> request = application.submit(state::authorization);
    state.succeed(pair("new"));
    assertThat(request.get(10, TimeUnit.SECONDS)).isEqualTo("Bearer new");
  }

  @Test
  void goesOnWithTheOldTokenWhenTheHoldIsOver() throws Exception {
    TokenState state = state(Duration.ofMillis(2));
    state.succeed(pair("old"));
    state.beginExchange();
    assertThat(request(state)).isEqualTo("Bearer old");
    clock.advance(Duration.ofHours(1));
    assertThat(request(state))
        .as("the hold counts from the beginning of the exchange")
        .isEqualTo("Bearer old");
  }

  @Test
  void waitsOnWhenTheOldTokenEndsInTheHold() throws Exception {
    TokenState state = new TokenState(clock, Duration.ofMillis(1), Duration.ofDays(3), () -> {});
    state.succeed(pair("old"));
    TokenPair successor =
        TokenPair.of("new", "refresh-new", clock.instant(), Duration.ofDays(9), 1);
    state.beginExchange();
    AtomicInteger readings = new AtomicInteger();
    clock.beforeReading =
        () -> {
          int reading = readings.incrementAndGet();
          if (reading == 3) {
            clock.advance(Duration.ofDays(2)); // the hold is over, and so is the old token
          } else if (reading == 4) {
            state.succeed(successor);
          }
        };
    assertThat(request(state)).isEqualTo("Bearer new");
  }

  /** A token endpoint that hangs for 90 s: 2 s for the requests of its first 2 s, else nothing. */
  @Test
  void aHangingEndpointDelaysNobodyForLong() {
    TokenState state = state(Duration.ofSeconds(2));
    state.succeed(pair("old"));
    beginElsewhere(state);
    long began = clock.millis();
    for (int second = 0; second < 90; second++) {
      ExchangeWait pause = state.pause(clock.millis());
      assertThat(pause == null ? 0 : pause.millis())
          .as("after %d s", second)
          .isEqualTo(Math.max(0, began + 2000 - clock.millis()));
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void holdsNoRequestTwice() {
    TokenState state = state(Duration.ofSeconds(2));
    state.succeed(pair("old"));
    long since = clock.millis();
    clock.advance(Duration.ofMillis(1500));
    beginElsewhere(state);
    assertThat(state.pause(since).millis()).as("it waited for another one").isEqualTo(500);
    assertThat(state.pause(clock.millis()).millis()).isEqualTo(2000);
  }

  @Test
  void doesNotHoldAfterAFailure() throws Exception {
    TokenState state = state(Duration.ofHours(1));
    state.succeed(pair("old"));
    state.beginExchange();
    state.fail();
    state.beginExchange();
    assertThat(request(state)).isEqualTo("Bearer old");
  }

  /** Only where no call can show whether it is alive, requests try it. */
  @Test
  void givesOutAnUntriedTokenNotBeforeItsExchangeHasFailed() {
    TokenState state = state(Duration.ofSeconds(2));
    state.succeed(pair("rejected"));
    beginElsewhere(state);
    state.loadUntried(pair("older"));
    assertThat(state.present()).isNull();
    assertThat(state.isIssued("Bearer older")).isTrue();
    assertThat(state.pause(clock.millis())).isNotNull();
    state.fail();
    assertThat(state.present()).isEqualTo("Bearer older");
  }

  @Test
  void waitsForTheFirstToken() throws Exception {
    TokenState state = state(Duration.ZERO);
    Future<String> request = application.submit(state::authorization);
    state.succeed(pair("first"));
    assertThat(request.get(10, TimeUnit.SECONDS)).isEqualTo("Bearer first");
  }

  /** A start with a token that is due at once, and an endpoint that hangs. */
  @Test
  void holdsNoLongerThanOthersWhoWaitedForATokenThatIsThere() throws Exception {
    TokenState state = state(Duration.ofMillis(1));
    CountDownLatch waits = new CountDownLatch(1);
    clock.beforeReading = waits::countDown;
    Future<String> request = application.submit(state::authorization);
    waits.await();
    state.load(pair("due"));
    state.beginExchange();
    assertThat(request.get(10, TimeUnit.SECONDS)).isEqualTo("Bearer due");
  }

  /** After an exchange, or a start, the token thread is kept by a slow disk. */
  @Test
  void waitsWhereATokenEndsBeforeTheNextExchangeIsAnnounced() {
    TokenState state = state(Duration.ZERO);
    state.succeed(pair("short"));
    assertThat(state.pause(clock.millis())).isNull();
    clock.advance(Duration.ofDays(2));
    assertThat(state.pause(clock.millis())).isNotNull();
  }

  @Test
  void waitsForNothingThatIsOnlyScheduled() {
    TokenState state = state(Duration.ofSeconds(2));
    state.succeed(pair("old"));
    state.expectExchange(clock.instant());
    assertThat(state.pause(clock.millis())).as("the token is usable").isNull();
    clock.advance(Duration.ofDays(2));
    state.expectExchange(clock.instant().plus(Duration.ofSeconds(1)));
    assertThat(state.pause(clock.millis())).as("a back-off").isNull();
    state.expectExchange(Instant.MAX);
    assertThat(state.pause(clock.millis())).as("waits for a person").isNull();
    state.expectExchange(Instant.MIN);
    assertThat(state.pause(clock.millis())).as("about to begin").isNotNull();
  }

  /** A person's file whose token is due: its exchange has not begun yet. */
  @Test
  void waitsForTheExchangeOfAPairThatWasLoadedDead() {
    TokenState state = state(Duration.ZERO);
    state.fail();
    TokenPair dead = pair("dead");
    clock.advance(Duration.ofDays(2));
    state.load(dead);
    assertThat(state.pause(clock.millis())).isNotNull();
  }

  /** As the I/O of a connection is not ended by one. */
  @Test
  void keepsTheInterruptOfAWaitingThread() throws Exception {
    TokenState state = state(Duration.ofMinutes(1));
    state.succeed(pair("old"));
    state.beginExchange();
    Future<String> interrupted =
        application.submit(
            () -> {
              Thread.currentThread().interrupt();
              return state.authorization() + " " + Thread.interrupted();
            });
    state.succeed(pair("new"));
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isEqualTo("Bearer new true");
  }

  @Test
  void recognisesTheTokensOfTheLastRotations() {
    TokenState state = state(Duration.ZERO);
    for (String name : new String[] {"1", "2", "3", "4"}) {
      state.succeed(pair(name));
    }
    assertThat(state.isIssued("Bearer 4")).isTrue();
    assertThat(state.isIssued("Bearer 2")).isTrue();
    assertThat(state.isIssued("Bearer 1")).as("kept within bounds").isFalse();
    assertThat(state.isIssued("Basic x")).isFalse();
    assertThat(state.isIssued(null)).isFalse();
  }

  private void beginElsewhere(TokenState state) {
    Thread tokenThread = new Thread(state::beginExchange);
    tokenThread.start();
    try {
      tokenThread.join();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /**
   * On a thread of the application: the token thread, which is the test's, never waits for itself.
   */
  private String request(TokenState state) throws Exception {
    return application.submit(state::authorization).get(10, TimeUnit.SECONDS);
  }

  private TokenState state(Duration hold) {
    return new TokenState(clock, hold, Duration.ofSeconds(20), () -> {});
  }

  private TokenPair pair(String name) {
    return TokenPair.of(name, "refresh-" + name, clock.instant(), Duration.ofDays(1), 0);
  }
}
