package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of a form that nobody expected; the pair before them may be dead all the same. */
class OddResponsesTest extends RefresherBench {
  private static final Duration UNTIL_DUE = Duration.ofMinutes(78);

  @BeforeEach
  void start() {
    store.pair = pair("0");
    run();
    clock.advance(UNTIL_DUE);
    listener.events.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"expires_in\":0",
        ",\"expires_in\":-1",
        ",\"expires_in\":\"soon\"",
        ",\"expires_in\":null",
        ",\"expires_in\":{\"seconds\":7200}",
        ",\"expires_in\":[1]"
      })
  void takesAPairWithoutAUsableLifetime(String expiresIn) {
    transport.reply(
        200, "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\"" + expiresIn + "}");
    assertThat(run()).isEqualTo(UNTIL_DUE);
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(store.pair.refreshToken()).isEqualTo("refresh-1");
    assertThat(listener.events)
        .containsExactly(
            "refreshed 1", "odd: a token without a usable expires_in, taken for one of 7200 s");
  }

  @Test
  void takesALifetimeThatIsAText() {
    transport.reply(
        200,
        "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\",\"expires_in\":\"600\"}");
    assertThat(run()).isEqualTo(Duration.ofSeconds(390));
    assertThat(listener.events).containsExactly("refreshed 1");
  }

  /** RFC 6749, section 6: the old one stays good. */
  @Test
  void keepsTheRefreshTokenWhereNoNewOneComes() {
    transport
        .reply(200, "{\"access_token\":\"access-1\",\"expires_in\":7200}")
        .reply(200, "{\"access_token\":\"access-2\",\"refresh_token\":\"\",\"expires_in\":7200}");
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
    assertThat(store.pair.refreshToken()).isEqualTo("refresh-0");
    clock.advance(UNTIL_DUE);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
    assertThat(transport.posted)
        .hasSize(2)
        .allSatisfy(uri -> assertThat(uri).hasParameter("refresh_token", "refresh-0"));
    assertThat(refresher.storeHasNews()).isFalse();
  }

  @Test
  void takesASiblingsTokenWithTheSameRefreshToken() {
    store.pair = TokenPair.of("access-1", "refresh-0", clock.instant(), Duration.ofHours(2), 1);
    assertThat(refresher.storeHasNews()).isTrue();
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(transport.posted).isEmpty();
  }

  /** HPE's responses begin with the refresh token. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"refresh_token\":\"refresh-1\"}",
        "{\"refresh_token\":\"refresh-1\",\"token_type\":\"bearer\",\"access_tok",
        "{\"refresh_token\":\"refresh-1\",\"access_token\":\"bad \\u0007 token\"}",
        "{\"refresh_token\":\"refresh-1\",\"access_token\":[\"a\"]}"
      })
  void redeemsARefreshTokenThatCameWithoutAnAccessToken(String body) {
    transport.reply(200, body).pair("2", 7200);
    assertThat(run()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    assertThat(store.pair.refreshToken()).as("stored").isEqualTo("refresh-1");
    clock.advance(Duration.ofSeconds(7));
    run();
    assertThat(transport.posted.get(1)).hasParameter("refresh_token", "refresh-1");
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
  }

  @Test
  void doesNotStormWhereNoAccessTokenEverComes() {
    for (int i = 1; i <= 100; i++) {
      transport.reply(200, "{\"refresh_token\":\"refresh-" + i + "\"}");
    }
    Duration first = run();
    clock.advance(first);
    Duration second = run();
    assertThat(second).isGreaterThan(first.multipliedBy(3).dividedBy(2));
    for (int i = 0; i < 10; i++) {
      clock.advance(run());
    }
    assertThat(run()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(75));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, Invalid refresh_token",
    "400, invalid_grant, whatever",
    "400, invalid_request, Invalid Refresh Token",
    "401, invalid_request, invalid refresh-token",
    "403, invalid_token, The refresh token has expired",
    "400, invalid_request, refresh_token is invalid",
    "200, invalid_request, Invalid refresh_token"
  })
  void knowsARejectionInWhateverSpelling(int status, String error, String description) {
    transport.reply(
        status, "{\"error_description\":\"" + description + "\",\"error\":\"" + error + "\"}");
    run();
    assertThat(listener.events)
        .containsExactly(
            "rejected: the token endpoint rejected the refresh token (" + status + ")");
    clock.advance(Duration.ofHours(1));
    run();
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void takesASecondErrorInUnknownWordsForARejection() {
    String error = "{\"error_description\":\"no such grant here\",\"error\":\"invalid_request\"}";
    transport.reply(400, error).reply(400, error);
    run();
    assertThat(listener.events)
        .containsExactly("failed, usable: the token endpoint answered 400 invalid_request");
    clock.advance(Duration.ofSeconds(7));
    run();
    assertThat(listener.events.get(1))
        .startsWith("rejected: the token endpoint rejected the refresh token (400, twice)");
    clock.advance(Duration.ofHours(1));
    run();
    assertThat(transport.posted).hasSize(2);
  }

  /** What a firewall says, or a gateway without a route, says nothing of the refresh token. */
  @ParameterizedTest
  @CsvSource({
    "403, '<html>Blocked by policy</html>'",
    "404, '{\"message\":\"no Route matched with those values\"}'",
    "400, '{\"error\":\"temporarily_unavailable\"}'",
    "418, '{\"error\":\"invalid_request\"}'",
    "302, ''",
    "200, 'MARKER'",
    "200, '[]'",
    "204, ''"
  })
  void neverGivesUpARefreshTokenForWhatSaysNothingOfIt(int status, String body) {
    for (int i = 0; i < 20; i++) {
      transport.reply(status, body);
      clock.advance(run());
    }
    assertThat(listener.events).allMatch(event -> event.startsWith("failed, "));
    transport.pair("1", 7200);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  /** RFC 6749, section 5.2; HttpURLConnection gives no body with a 401. */
  @Test
  void takesA401ForARejectedClient() {
    transport.reply(401, "");
    run();
    assertThat(listener.events)
        .containsExactly("rejected: the token endpoint rejected the client (401)");
    assertThat(state.authorization()).as("it is usable still").isEqualTo("Bearer access-0");
  }

  @ParameterizedTest
  @CsvSource({
    "503, upstream connect error or disconnect/reset before headers. reset reason: connection termination, ambiguous",
    "503, upstream connect error or disconnect/reset before headers. reset reason: connection failure, throttled",
    "503, no healthy upstream, throttled",
    "407, '', pre_send",
    "429, '', throttled",
    "502, '', ambiguous"
  })
  void knowsWhetherTheGatewayMayHaveRotated(int status, String body, String outcome) {
    transport.reply(status, body);
    run();
    assertThat(store.notes.lastOutcome()).endsWith(" " + outcome);
    assertThat(store.notes.isOpen(store.pair)).isEqualTo(outcome.equals("ambiguous"));
  }

  /** A heap that is full in the moment in which the response is read. */
  @Test
  void readsAResponseLaterThatItCouldNotReadAtOnce() {
    transport.pair("1", 7200);
    boolean[] full = {true};
    transport.beforeBodyIsRead =
        () -> {
          if (full[0]) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    run();
    assertThat(listener.events)
        .singleElement()
        .asString()
        .contains("internal error: java.lang.OutOfMemoryError at ");
    full[0] = false;
    clock.advance(Duration.ofSeconds(7));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(transport.posted).hasSize(1);
  }
}
