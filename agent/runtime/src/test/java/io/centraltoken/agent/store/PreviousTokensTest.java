package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PreviousTokensTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final PreviousTokens previous = new PreviousTokens();

  @Test
  void remembersADownloadForEverAndARotationUntilItsTokenIsDead() {
    previous.addDownload(pair("download"));
    previous.addRotation(pair("rotated"), NOW);
    previous.prune(NOW.plus(Duration.ofDays(14)));
    assertThat(previous.contains(pair("rotated"))).isTrue();
    previous.prune(NOW.plus(Duration.ofDays(16)));
    assertThat(previous.contains(pair("rotated"))).isFalse();
    previous.prune(NOW.plus(Duration.ofDays(10_000)));
    assertThat(previous.contains(pair("download"))).isTrue();
  }

  @Test
  void comesBackFromItsText() {
    previous.addDownload(pair("download"));
    previous.addRotation(pair("rotated"), NOW);
    PreviousTokens read = new PreviousTokens();
    previous.texts().forEach(read::addText);
    assertThat(read.texts()).isEqualTo(previous.texts()).hasSize(2);
    assertThat(read.texts().get(1)).endsWith(" 2026-01-16");
    assertThat(read.texts()).noneMatch(text -> text.contains("rotated"));
  }

  @Test
  void keepsWithinBoundsWithoutForgettingADownload() {
    previous.addDownload(pair("download"));
    for (int i = 0; i < 3000; i++) {
      previous.addRotation(pair("rotated-" + i), NOW);
    }
    previous.prune(NOW);
    assertThat(previous.texts()).hasSize(2000);
    assertThat(previous.contains(pair("download"))).isTrue();
    assertThat(previous.contains(pair("rotated-2999"))).isTrue();
  }

  /** It may still be good, until somebody is known to have redeemed it. */
  @Test
  void tellsWhatWasOnlyWrittenOverFromWhatWasRedeemed() {
    previous.addUnused(pair("written over"));
    PreviousTokens read = new PreviousTokens();
    previous.texts().forEach(read::addText);
    assertThat(read.contains(pair("written over"))).isTrue();
    assertThat(read.hasRedeemed(pair("written over"))).isFalse();

    read.addRotation(pair("written over"), NOW);
    assertThat(read.hasRedeemed(pair("written over"))).isTrue();
    read.addUnused(pair("written over"));
    read.addAll(previous);
    assertThat(read.hasRedeemed(pair("written over"))).as("a fact that stays").isTrue();
  }

  private static TokenPair pair(String refreshToken) {
    return TokenPair.of("access", refreshToken, NOW, Duration.ofHours(2), 0);
  }
}
