package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.token.TokenStatus.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStatusTest extends RefresherBench {
  @ParameterizedTest
  @CsvSource({
    "false, false, true, NONE, STARTING",
    "true, true, false, NONE, VALID",
    "true, true, true, NONE, REFRESHING",
    "true, false, true, NONE, REFRESHING",
    "true, false, false, NONE, EXPIRED",
    "true, true, true, FAILING, RETRYING",
    "true, false, true, FAILING, EXPIRED",
    "false, false, false, FAILING, EXPIRED",
    "true, true, false, UNPERSISTED, UNPERSISTED",
    "true, false, false, UNPERSISTED, EXPIRED",
    "true, true, false, PERSON_NEEDED, REJECTED",
    "false, false, false, PERSON_NEEDED, REJECTED"
  })
  void isTheWorstThatIsKnown(
      boolean hasPair, boolean usable, boolean running, Trouble trouble, TokenStatus expected) {
    assertThat(TokenStatus.of(hasPair, usable, running, trouble)).isEqualTo(expected);
  }

  @Test
  void tellsEachChangeOnce() {
    assertThat(state.status()).isEqualTo(TokenStatus.STARTING);
    store.pair = pair("1");
    run();
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.VALID);
    clock.advance(Duration.ofMinutes(110));
    transport.fail(FailureClass.PRE_SEND);
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.RETRYING);
    clock.advance(Duration.ofMinutes(15));
    transport.fail(FailureClass.PRE_SEND);
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.EXPIRED);
    clock.advance(Duration.ofMinutes(5));
    transport.fail(FailureClass.DEFINITIVE);
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.REJECTED);
    store.pair = pair("2");
    run();
    assertThat(listener.statuses)
        .containsExactly(
            TokenStatus.VALID,
            TokenStatus.RETRYING,
            TokenStatus.EXPIRED,
            TokenStatus.REJECTED,
            TokenStatus.VALID);
  }

  @Test
  void isRejectedWhereTheFirstPairCannotBeRead() {
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.REJECTED);
  }

  @Test
  void needsAPersonWhereTheClientIsRejectedAlthoughTheTokenIsUsable() {
    store.pair = pair("1");
    run();
    clock.advance(Duration.ofMinutes(110));
    transport.fail(FailureClass.CONFIGURATION);
    run();
    assertThat(state.isUsable()).isTrue();
    assertThat(state.status()).isEqualTo(TokenStatus.REJECTED);
  }

  @Test
  void isUnpersistedUntilTheNewPairIsStored() {
    store.pair = pair("1");
    run();
    clock.advance(Duration.ofMinutes(110));
    store.full = true;
    transport.pair("2", 7200);
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.UNPERSISTED);
    store.full = false;
    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(state.status()).isEqualTo(TokenStatus.VALID);
  }
}
