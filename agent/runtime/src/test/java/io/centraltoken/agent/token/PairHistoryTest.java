package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of the pairs that a JVM had. */
class PairHistoryTest {
  private final PairHistory history = new PairHistory();

  @Test
  void keepsTheLatestPairsThatGaveWayAndMayStillBeGood() {
    for (int number = 0; number < 8; number++) {
      history.displace(pair("r" + number));
    }
    assertThat(history.allDisplaced()).hasSize(8);
    history.displace(pair("r8"));
    assertThat(history.allDisplaced())
        .extracting(TokenPair::refreshTokenFingerprint)
        .hasSize(8)
        .startsWith(pair("r8").refreshTokenFingerprint())
        .doesNotContain(pair("r0").refreshTokenFingerprint());
    history.displace(pair("r5"));
    assertThat(history.allDisplaced()).as("the same once").hasSize(8);
    assertThat(history.displaced().hasRefreshTokenOf(pair("r5"))).isTrue();
  }

  @Test
  void keepsNoneThatIsDead() {
    history.redeem(pair("redeemed"), pair("successor"));
    history.displace(pair("redeemed"));
    history.reject(pair("rejected"));
    history.displace(pair("rejected"));
    assertThat(history.displaced()).isNull();
    history.displace(pair("later redeemed"));
    history.redeem(pair("later redeemed"), pair("successor"));
    history.displace(pair("later rejected"));
    history.reject(pair("later rejected"));
    history.displace(pair("redeemed by a sibling"));
    history.forgetDisplaced(pair("redeemed by a sibling")::hasRefreshTokenOf);
    assertThat(history.displaced()).isNull();
  }

  @Test
  void doesNotCountARefreshTokenAsRedeemedThatTheServerHasKept() {
    history.redeem(pair("kept"), pair("kept"));
    history.redeem(null, pair("first"));
    assertThat(history.hasRedeemed(pair("kept"))).isFalse();
  }

  @Test
  void knowsWhatItHadBefore() {
    assertThat(history.hasSuperseded(pair("old"))).isFalse();
    history.supersede(pair("old"));
    assertThat(history.hasSuperseded(pair("old"))).isTrue();
    assertThat(history.hasRedeemed(pair("old"))).as("it may still be good").isFalse();
    assertThat(history.hasRejected(pair("old"))).isFalse();
  }

  private static TokenPair pair(String refreshToken) {
    return TokenPair.of("access", refreshToken, Instant.EPOCH, Duration.ofHours(2), 1);
  }
}
