package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a request is one for the token; that it then gets it is seen on the wire. */
class UrlConnectionAuthorizerTest {
  private final FirstRequest firstRequest = new FirstRequest();
  private final Clock clock = Clock.systemUTC();
  private final InFlight inFlight = new InFlight(clock, Duration.ofHours(1));
  private final TokenState tokens =
      new TokenState(clock, Duration.ZERO, Duration.ofMillis(1), inFlight);
  private final RecordedRequests events = new RecordedRequests();
  private final UrlConnectionAuthorizer authorizer;

  UrlConnectionAuthorizerTest() throws SettingException {
    authorizer = authorizer(tokens);
  }

  private UrlConnectionAuthorizer authorizer(TokenState state) throws SettingException {
    return authorizer("central.replay.buffer=1024", state);
  }

  private UrlConnectionAuthorizer authorizer(String setting, TokenState state)
      throws SettingException {
    return new UrlConnectionAuthorizer(
        new GatewayTraffic(
            TestGateway.policy(setting),
            new TokenRecovery(state, Duration.ofMillis(1)),
            inFlight,
            firstRequest,
            events));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/central/v2/sites", "", "/oauth2x", "/a/oauth2/token", "/OAUTH2/token"})
  void asksForATokenForTheGateway(String path) throws Exception {
    URI uri = URI.create("https://gateway.example" + path);
    assertThat(authorizer.authorization(this, uri.toURL(), null)).as("there is none yet").isNull();
    assertThat(firstRequest.hasCome()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gateway.example/oauth2/token",
        "https://gateway.example/oauth2",
        "https://gateway.example/another/token",
        "https://gateway.example/oauth2/authorize/central/api/login",
        "https://elsewhere.example/central/v2/sites",
        "http://gateway.example/central/v2/sites"
      })
  void leavesTokenRequestsAndOtherOriginsAlone(String uri) throws Exception {
    assertThat(authorizer.authorization(this, URI.create(uri).toURL(), null)).isNull();
    assertThat(firstRequest.hasCome()).isFalse();
  }

  /** A new token does not help where a permission is missing: refreshing would never end. */
  @Test
  void replaysOnlyWhatWasRejectedBecauseOfOurToken() throws Exception {
    Published.publish(tokens, "access");
    Published.publish(tokens, "next");
    URL url = new URL("https://gateway.example/central/v2/sites");
    URL elsewhere = new URL("https://elsewhere.example/");
    Map<String, List<String>> invalid =
        answer("Bearer realm=\"service\" error=\"invalid_token\"", "Basic realm=\"proxy\"");
    assertThat(authorizer.isRejected("own", url, "Basic own", invalid)).isFalse();
    assertThat(authorizer.isRejected("away", elsewhere, "Bearer access", invalid)).isFalse();
    assertThat(authorizer.isRejected("rbac", url, "Bearer access", answer("Bearer"))).isTrue();
    assertThat(authorizer.isRejected("none", url, "Bearer access", Map.of())).isTrue();
    assertThat(authorizer.isRejected("ours", url, "Bearer access", invalid)).isTrue();
    for (String connection : new String[] {"own", "away", "rbac", "none", "unknown"}) {
      assertThat(authorizer.mayReplay(connection)).as(connection).isFalse();
    }
    assertThat(authorizer.mayReplay("ours")).isTrue();
    assertThat(authorizer.extraRounds("ours")).isZero();
    assertThat(authorizer.replays("ours")).isTrue();
    assertThat(authorizer.extraRounds("ours")).isOne();
    authorizer.isRejected("ours", url, "Bearer next", invalid);
    assertThat(authorizer.mayReplay("ours")).as("once").isFalse();
    assertThat(events.events())
        .containsExactly("rejected by https://elsewhere.example -1", "replayed");
  }

  @Test
  void tellsWhatCannotBeSentAgain() throws Exception {
    Published.publish(tokens, "access");
    Map<String, List<String>> invalid = answer("Bearer error=\"invalid_token\"");
    URL url = new URL("https://gateway.example/central/v2/sites");
    authorizer.rejected(url, "Basic own", invalid);
    assertThat(events.events()).isEmpty();
    authorizer.rejected(url, "Bearer access", invalid);
    assertThat(events.events()).containsExactly("not replayable");
  }

  /** The program's own token is its business, even where it is the same. */
  @Test
  void takesBackOnlyWhatItHasGiven() throws Exception {
    Published.publish(tokens, "access");
    URL url = new URL("https://gateway.example/central/v2/sites");
    String given = authorizer.authorization("redirected", url, null);
    authorizer.mayReplay("redirected");
    assertThat(authorizer.isLeftover("redirected", given)).isTrue();
    assertThat(authorizer.isLeftover("redirected", "Bearer own")).isFalse();
    assertThat(authorizer.isLeftover("elsewhere", String.valueOf(given.toCharArray()))).isFalse();
  }

  /** A redirect may span a rotation, or the moment in which the same token is read once more. */
  @Test
  void takesBackWhatItHasGivenBefore() throws Exception {
    Published.publish(tokens, "access");
    URL url = new URL("https://gateway.example/central/v2/sites");
    String given = authorizer.authorization("redirected", url, null);
    Published.publish(tokens, "access");
    assertThat(authorizer.isLeftover("redirected", given)).as("read once more").isTrue();
    String again = authorizer.authorization("another", url, null);
    Published.publish(tokens, "next");
    Published.publish(tokens, "last");
    assertThat(authorizer.isLeftover("redirected", given)).isTrue();
    assertThat(authorizer.isLeftover("another", again)).isTrue();
  }

  /** The gateway has not looked at the agent's, so its rejection must not cost a refresh. */
  @Test
  void takesARejectionOfATokenInTheQueryForNoneOfItsOwn() throws Exception {
    Published.publish(tokens, "access");
    URL url = new URL("https://gateway.example/central/v2/sites?access_token=own");
    assertThat(authorizer.authorization("connection", url, null)).isEqualTo("Bearer access");
    assertThat(events.events()).containsExactly("injected", "other token in query");
    Map<String, List<String>> invalid = answer("Bearer error=\"invalid_token\"");
    assertThat(authorizer.isRejected("connection", url, "Bearer access", invalid))
        .as("no Authenticator is asked")
        .isTrue();
    authorizer.rejected(url, "Bearer access", invalid);
    assertThat(authorizer.mayReplay("connection")).isFalse();
    assertThat(events.events()).hasSize(2);
  }

  @Test
  void countsARequestUntilItIsAnswered() throws Exception {
    Published.publish(tokens, "access");
    URL url = new URL("https://gateway.example/central/v2/sites");
    authorizer.authorization("elsewhere", new URL("https://elsewhere.example/"), null);
    assertThat(inFlight.isQuiet(clock.millis())).isTrue();
    authorizer.authorization("one", url, null);
    authorizer.authorization("other", url, null);
    authorizer.mayReplay("one");
    assertThat(inFlight.isQuiet(clock.millis())).isFalse();
    authorizer.mayReplay("other");
    assertThat(inFlight.isQuiet(clock.millis())).isTrue();
  }

  /** The first exchange has not ended. */
  @Test
  void tellsThatARequestHasWaitedInVain() throws Exception {
    URL url = new URL("https://gateway.example/central/v2/sites");
    Duration longerThanAnyClassTakesToLoad = Duration.ofMillis(100);
    UrlConnectionAuthorizer waiting =
        authorizer(new TokenState(clock, Duration.ZERO, longerThanAnyClassTakesToLoad, inFlight));
    assertThat(waiting.authorization("connection", url, null)).isNull();
    assertThat(events.events()).containsExactly("held", "waited in vain", "goes on");
  }

  @Test
  void keepsAStreamedBodyForOneMoreTry() throws Exception {
    Published.publish(tokens, "access");
    Published.publish(tokens, "next");
    URL url = new URL("https://gateway.example/central/v2/sites");
    Map<String, List<String>> invalid = answer("Bearer error=\"invalid_token\"");
    authorizer.wrote("connection", url, new byte[] {1, 2}, 0, 2);
    assertThat(authorizer.keptBody("connection", url, "Basic own", invalid)).isNull();
    assertThat(authorizer.keptBody("connection", url, "Bearer access", invalid))
        .containsExactly(1, 2);
    assertThat(authorizer.mayReplay("connection")).isTrue();
    assertThat(authorizer.replays("connection")).isTrue();
    assertThat(authorizer.isKeptBodySent("connection")).isFalse();
    authorizer.authorization("connection", url, null);
    assertThat(authorizer.isKeptBodySent("connection")).isTrue();
  }

  /** An empty body is what a request without one would be sent again with. */
  @Test
  void keepsNoBodyThatIsNotSentAgain() throws Exception {
    Published.publish(tokens, "access");
    Published.publish(tokens, "next");
    UrlConnectionAuthorizer without = authorizer("central.replay=false", tokens);
    URL url = new URL("https://gateway.example/central/v2/sites");
    without.wrote("connection", url, new byte[10], 0, 10);
    assertThat(
            without.keptBody(
                "connection", url, "Bearer access", answer("Bearer error=\"invalid_token\"")))
        .isNull();
  }

  private static Map<String, List<String>> answer(String... challenges) {
    Map<String, List<String>> fields = new HashMap<>();
    fields.put(null, List.of("HTTP/1.1 401 Unauthorized"));
    fields.put("www-authenticate", List.of(challenges));
    return fields;
  }

  /** Of a vendor's own class, whose headers are set when it begins. */
  @Test
  void givesAVendorsConnectionTheTokenOnceAndFollowsItsRedirectsItself() throws Exception {
    Published.publish(tokens, "access");
    HttpURLConnection vendors =
        (HttpURLConnection) URI.create("https://gateway.example/a").toURL().openConnection();
    authorizer.begin(vendors);
    assertThat(vendors.getInstanceFollowRedirects()).isFalse();
    authorizer.begin(vendors);
    assertThat(events.events()).containsExactly("injected");
    HttpURLConnection elsewhere =
        (HttpURLConnection) URI.create("https://elsewhere.example/a").toURL().openConnection();
    authorizer.begin(elsewhere);
    assertThat(elsewhere.getInstanceFollowRedirects()).isTrue();
    assertThat(events.events()).hasSize(1);
  }

  @Test
  void putsTheTokenIntoTheRequestLineForTheGatewayOnly() throws Exception {
    Published.publish(tokens, "access");
    String line = "GET /a?access_token=old HTTP/1.1";
    URL gateway = URI.create("https://gateway.example/a").toURL();
    assertThat(authorizer.requestLine(line, gateway, "Bearer access"))
        .isEqualTo("GET /a?access_token=access HTTP/1.1");
    URL elsewhere = URI.create("https://elsewhere.example/a").toURL();
    assertThat(authorizer.requestLine(line, elsewhere, "Bearer access")).isEqualTo(line);
  }
}
