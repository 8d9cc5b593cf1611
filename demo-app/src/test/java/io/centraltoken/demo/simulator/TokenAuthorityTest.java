package io.centraltoken.demo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokenAuthorityTest {
  private final SettableClock clock = new SettableClock();
  private final TokenAuthority authority = new TokenAuthority(clock, Duration.ofSeconds(3));

  @Test
  void letsAnAccessTokenExpireButNotItsRefreshToken() {
    TokenPair pair = authority.issue();
    clock.now = clock.now.plusMillis(2999);
    assertThat(authority.accepts(pair.accessToken(), Duration.ZERO)).isTrue();
    clock.now = clock.now.plusMillis(1);
    assertThat(authority.accepts(pair.accessToken(), Duration.ZERO)).isFalse();
    assertThat(authority.diedAt(pair.accessToken())).as("expired, not replaced").isNull();
    assertThat(authority.redeem(pair.refreshToken())).isNotNull();
  }

  @Test
  void lagsAtANodeThatHasNotHeardYet() {
    TokenPair old = authority.issue();
    clock.now = clock.now.plusSeconds(1);
    TokenPair pair = authority.redeem(old.refreshToken());
    assertThat(authority.accepts(pair.accessToken(), Duration.ZERO)).isTrue();
    assertThat(authority.accepts(old.accessToken(), Duration.ZERO)).isFalse();
    assertThat(authority.accepts(pair.accessToken(), Duration.ofMillis(500))).isFalse();
    assertThat(authority.accepts(old.accessToken(), Duration.ofMillis(500))).isTrue();
    clock.now = clock.now.plusMillis(500);
    assertThat(authority.accepts(pair.accessToken(), Duration.ofMillis(500))).isTrue();
    assertThat(authority.accepts(old.accessToken(), Duration.ofMillis(500))).isFalse();
  }

  @Test
  void revokesBothTokens() {
    TokenPair pair = authority.issue();
    authority.revoke();
    assertThat(authority.accepts(pair.accessToken(), Duration.ZERO)).isFalse();
    assertThat(authority.redeem(pair.refreshToken())).isNull();
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("only instants are asked for");
    }
  }
}
