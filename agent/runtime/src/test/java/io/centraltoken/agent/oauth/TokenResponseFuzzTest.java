package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Whatever a token endpoint, or something before it, answers: a pair, or one line about it. */
class TokenResponseFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final TokenPair BEFORE =
      TokenPair.of("access", "MARKER-REFRESH", NOW, Duration.ofHours(2), 3);

  private final Queue<TokenTransport.Response> replies = new ArrayDeque<>();

  /**
   * @param content responses as lines: status, Retry-After, two cookies, body, and so on
   */
  @FuzzTest(maxDuration = "1m")
  void givesAPairOrOneLine(byte[] content) {
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n");
    for (int i = 0; i + 5 <= lines.length; i += 5) {
      replies.add(reply(lines, i));
    }
    if (!replies.isEmpty()) {
      exchange(replies.size() > 1);
    }
  }

  private void exchange(boolean login) {
    TokenEndpoint endpoint =
        new TokenEndpoint(
            URI.create("https://gateway.example/oauth2/token"),
            ParameterPlacement.QUERY,
            new ClientCredentials("client", () -> "MARKER-SECRET"),
            (uri, headers, body) -> next(),
            CLOCK);
    try {
      TokenPair pair = login ? logIn(endpoint) : endpoint.refresh(BEFORE);
      assertThat(pair.lifetime()).isPositive();
      assertThat(pair.authorization().chars().noneMatch(Character::isISOControl)).isTrue();
      requireOneLine(String.valueOf(endpoint.remark()));
      requireOneLine(pair.toString());
    } catch (TokenExchangeException failure) {
      requireOneLine(failure.getMessage() + failure.remedy());
      assertThat(failure.retryAfter()).isBetween(Duration.ZERO, Duration.ofMinutes(30));
    }
  }

  private static TokenPair logIn(TokenEndpoint endpoint) throws TokenExchangeException {
    UserCredentials user = new UserCredentials("user", () -> "MARKER-PASSWORD", "customer");
    LoginEndpoint login = new LoginEndpoint(URI.create("https://gateway.example"), user, endpoint);
    return login.redeem(login.fetchCode(login.logIn()), 1);
  }

  private TokenTransport.Response next() {
    return replies.size() > 1 ? replies.remove() : replies.element();
  }

  private static TokenTransport.Response reply(String[] lines, int first) {
    int status = lines[first].matches("[1-5][0-9]{2}") ? Integer.parseInt(lines[first]) : 200;
    return new TokenTransport.Response(
        status,
        lines[first + 4].getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Retry-After",
            List.of(lines[first + 1]),
            "set-cookie",
            List.of(lines[first + 2], lines[first + 3])));
  }

  private static void requireOneLine(String line) {
    assertThat(line.chars().noneMatch(Character::isISOControl)).as(line).isTrue();
    assertThat(line).doesNotContain("MARKER");
  }
}
