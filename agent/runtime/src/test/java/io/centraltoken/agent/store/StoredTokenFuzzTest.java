package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Whatever a token file holds: a pair, or what is wrong; and a new pair is never lost in it. */
class StoredTokenFuzzTest {
  private static final TokenPair NEXT =
      TokenPair.of(
          "next-access",
          "next-refresh",
          Instant.parse("2026-11-27T00:00:00Z"),
          Duration.ofHours(2),
          7);

  @FuzzTest(maxDuration = "1m")
  void givesAPairOrSaysWhatIsWrong(byte[] content) throws IOException {
    TokenDocument document;
    try {
      document = TokenDocument.parse(content);
    } catch (IllegalArgumentException malformed) {
      requireOneLine(malformed.getMessage());
      return;
    }
    try {
      assertThat(document.pair().refreshToken()).isNotEmpty();
    } catch (IllegalArgumentException unusable) {
      requireOneLine(unusable.getMessage());
    }
    byte[] successor =
        TokenDocument.successor(content, NEXT, document.previous(), document.notes());
    TokenPair stored = TokenDocument.parse(successor).pair();
    assertThat(stored.refreshToken()).isEqualTo(NEXT.refreshToken());
    assertThat(stored.accessToken()).isEqualTo(NEXT.accessToken());
    assertThat(stored.generation()).isEqualTo(NEXT.generation());
  }

  private static void requireOneLine(String line) {
    assertThat(line.chars().noneMatch(Character::isISOControl)).as(line).isTrue();
  }
}
