package io.centraltoken.agent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  @Test
  void readsTheParametersOfAChallenge() {
    Challenge digest =
        only("Digest realm=\"a \\\"corp\\\" proxy, Basic\", nonce = abc== ,QOP=\"auth,auth-int\"");
    assertThat(digest.is("digest")).isTrue();
    assertThat(digest.parameter("realm")).isEqualTo("a \"corp\" proxy, Basic");
    assertThat(digest.parameter("nonce")).isEqualTo("abc");
    assertThat(digest.parameter("qop")).isEqualTo("auth,auth-int");
    assertThat(digest.parameter("opaque")).isEmpty();
  }

  @Test
  void findsSeveralChallengesInOneFieldAndInSeveral() {
    assertThat(schemes("Negotiate, NTLM, Basic realm=\"x\"", "Digest nonce=\"n\""))
        .containsExactly("Negotiate", "NTLM", "Basic", "Digest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "=", "\"", "=\"", "Digest realm=", "Digest realm=\"", "\\", "a==,"})
  void livesWithWhatIsNoChallenge(String field) {
    assertThat(schemes(field)).hasSizeLessThan(3);
  }

  private static Challenge only(String field) {
    assertThat(Challenge.parse(List.of(field))).hasSize(1);
    return Challenge.parse(List.of(field)).get(0);
  }

  private static List<String> schemes(String... fields) {
    return Challenge.parse(List.of(fields)).stream()
        .map(challenge -> challenge.scheme)
        .collect(Collectors.toList());
  }
}
