package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPairTest {
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final TokenPair pair = pair("access", "refresh", 1);

  @Test
  void showsAFingerprintAndNoToken() {
    assertThat(pair.fingerprint()).matches("[0-9a-f]{8}").isNotEqualTo(other().fingerprint());
    assertThat(pair)
        .hasToString(
            "TokenPair[" + pair.fingerprint() + ", generation 1, expires 1970-01-01T02:00:00Z]");
    assertThat(pair.refreshTokenFingerprint()).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "a\u007f", "\u00e4", "a\r"})
  void takesNoTokenThatMayNotStandInAHeader(String token) {
    assertThat(TokenPair.isToken(token)).isFalse();
    assertThatThrownBy(() -> pair(token, "refresh", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("access_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "a-b._~+/=", "0"})
  void takesEachVisibleCharacter(String token) {
    assertThat(TokenPair.isToken(token)).isTrue();
    assertThat(pair(token, "refresh", 1).authorization()).isEqualTo("Bearer " + token);
  }

  @Test
  void takesNoPairWithoutARefreshTokenOrALifetime() {
    assertThatThrownBy(() -> pair("access", null, 1)).hasMessage("refresh_token is missing");
    assertThatThrownBy(() -> pair("access", "", 1)).hasMessage("refresh_token is missing");
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatThrownBy(() -> TokenPair.of("access", "refresh", Instant.EPOCH, none, 1))
          .hasMessage("expires_in must be positive");
    }
  }

  @Test
  void isASuccessorWithTheSameRefreshTokenWhereOnlyTheRestIsNew() {
    assertThat(pair("next", "refresh", 2).isSuccessorWithSameRefreshTokenOf(pair)).isTrue();
    assertThat(pair("next", "refresh", 1).isSuccessorWithSameRefreshTokenOf(pair)).isFalse();
    assertThat(pair("access", "refresh", 2).isSuccessorWithSameRefreshTokenOf(pair)).isFalse();
    assertThat(other().isSuccessorWithSameRefreshTokenOf(pair)).isFalse();
  }

  private static TokenPair other() {
    return pair("other", "another", 2);
  }

  private static TokenPair pair(String access, String refresh, int generation) {
    return TokenPair.of(access, refresh, Instant.EPOCH, TWO_HOURS, generation);
  }
}
