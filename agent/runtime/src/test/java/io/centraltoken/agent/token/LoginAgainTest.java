package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a login is not repeated, and when it is. */
class LoginAgainTest extends LoginBench {
  /** HPE's login answers 200 where it rejects, too. */
  @Test
  void takesAStatusThatIsFalseForARejection() {
    transport.reply(200, "{\"status\": false, \"message\": \"MARKER\"}");
    run();
    clock.advance(Duration.ofDays(2));
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(listener.events).containsExactly("rejected: the gateway rejected the login (200)");
  }

  @Test
  void logsInAgainWhenItsPasswordWasCorrected() {
    transport.reply(401, "");
    run();
    clock.advance(Duration.ofHours(1));
    assertThat(refresher.storeHasNews()).isFalse();
    password = "corrected";
    assertThat(refresher.storeHasNews()).isTrue();
    login().code().pair("1", 7200);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(transport.bodies.get(1)).contains("corrected");
  }

  /** A sibling whose clock is ahead by an hour has just logged in. */
  @Test
  void countsALoginOfTheFutureAsMadeNow() {
    store.notes = store.notes.withLogin("id", clock.instant().plus(Duration.ofHours(1)));
    run();
    clock.advance(LIMIT.minusSeconds(1));
    run();
    assertThat(transport.posted).isEmpty();
    login().code().pair("1", 7200);
    clock.advance(Duration.ofSeconds(1));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  /** Else a sibling would take it for the one that it has known for long. */
  @Test
  void notesALoginAfterOneOfTheFuture() {
    Instant future = host.instant().plus(Duration.ofHours(2));
    ExchangeNotes before = ExchangeNotes.NONE.withLogin("id", future);
    ExchangeNotes made = before.withLogin("id", host.instant());
    assertThat(made.lastLogin("id")).isAfter(future);
    assertThat(made.with(before).lastLogin("id")).isEqualTo(made.lastLogin("id"));
  }

  /**
   * A clock that is set back after a login makes its note one of the future, but not for itself.
   */
  @Test
  void waitsNoLongerForALoginOfItsOwnWhenTheClockIsSetBack() {
    login().code().pair("1", 7200);
    run();
    host.advance(Duration.ofHours(-3));
    clock.advance(Duration.ofHours(2));
    transport.reply(400, "{\"error\":\"invalid_grant\"}");
    login().code().pair("2", 7200);
    run();
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
  }

  /** The agent's own clock stood still while the machine slept; siblings read the host's. */
  @Test
  void notesALoginInTheTimeOfTheHost() {
    host.advance(Duration.ofHours(3));
    login().code().pair("1", 7200);
    run();
    assertThat(store.notes.lastLogin()).startsWith(host.instant() + " ");
  }
}
