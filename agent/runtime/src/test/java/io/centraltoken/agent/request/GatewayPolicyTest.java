package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are for the gateway, for both ways to name one. */
class GatewayPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "https://gateway.example/central/v2/sites, true",
    "https://gateway.example, true",
    "https://gateway.example/oauth2x, true",
    "https://gateway.example/oauth2, false",
    "https://gateway.example/oauth2/token, false",
    "https://gateway.example/another/token, false",
    "https://elsewhere.example/central/v2/sites, false",
    "http://gateway.example/central/v2/sites, false"
  })
  void matchesRequestsToTheGatewayButNoTokenRequests(URI uri, boolean matches) throws Exception {
    GatewayPolicy policy = TestGateway.policy("central.replay=true");
    assertThat(policy.matches(uri, "GET")).isEqualTo(matches);
    assertThat(policy.matches(uri.toURL())).isEqualTo(matches);
    assertThat(policy.matches(uri, "CONNECT")).as("a proxy's").isFalse();
  }

  /** A URI such as this one has no path at all. */
  @Test
  void doesNotMatchWhatHasNoPath() throws Exception {
    assertThat(TestGateway.policy("central.replay=true").matches(URI.create("mailto:a@b"), "GET"))
        .isFalse();
  }

  @Test
  void keepsTheProgramsAuthorizationOnlyWhereTheSettingSaysSo() throws Exception {
    assertThat(TestGateway.policy("central.own.authorization=keep").keepOwn()).isTrue();
    assertThat(TestGateway.policy("central.own.authorization=replace").keepOwn()).isFalse();
  }

  @Test
  void tellsOfAnotherHostThatAnswersAsTheGatewayDoesWithoutAToken() throws Exception {
    GatewayPolicy policy = TestGateway.policy("central.replay=true");
    RecordedRequests events = new RecordedRequests();
    Map<String, List<String>> challenge =
        Map.of("www-authenticate", List.of("Negotiate", "Bearer realm=\"service\""));
    policy.rejectedElsewhere(URI.create("https://alias.example:8443/a"), challenge, events);
    policy.rejectedElsewhere(URI.create("https://gateway.example/a"), challenge, events);
    policy.rejectedElsewhere(
        URI.create("https://other.example/a"),
        Map.of("WWW-Authenticate", List.of("Bearer realm=\"other\"")),
        events);
    policy.rejectedElsewhere(
        URI.create("https://other.example/a"),
        Map.of("X-Authenticate", List.of("Bearer realm=\"service\"")),
        events);
    assertThat(events.events()).containsExactly("rejected by https://alias.example 8443");
  }
}
