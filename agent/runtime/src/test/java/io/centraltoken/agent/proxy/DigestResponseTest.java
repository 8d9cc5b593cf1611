package io.centraltoken.agent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestResponseTest {
  /** RFC 7616, section 3.9.1. */
  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void answersTheExamplesOfTheRfc(String algorithm, String response) {
    String challenge =
        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
            + algorithm
            + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    DigestResponse digest =
        DigestResponse.to(challenge(challenge), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    assertThat(digest.authorization("Mufasa", "Circle of Life", "GET", "/dir/index.html"))
        .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\", ")
        .contains("qop=auth, nc=00000001, ", ", response=\"" + response + "\"", ", opaque=\"FQ");
  }

  /** RFC 2069, section 2.4, with its erratum: no quality of protection. */
  @Test
  void answersAChallengeWithoutQop() {
    DigestResponse digest =
        DigestResponse.to(
            challenge(
                "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""));
    assertThat(digest.authorization("Mufasa", "CircleOfLife", "GET", "/dir/index.html"))
        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
        .doesNotContain("qop", "cnonce", "opaque");
  }

  @Test
  void countsTheUsesOfANonce() {
    DigestResponse digest = DigestResponse.to(challenge("Digest nonce=n, qop=auth"));
    String first = digest.authorization("u", "p", "CONNECT", "h:443");
    assertThat(digest.isFirstUse()).isTrue();
    String second = digest.authorization("u", "p", "CONNECT", "h:443");
    assertThat(digest.isFirstUse()).isFalse();
    assertThat(first).contains("nc=00000001");
    assertThat(second).contains("nc=00000002");
  }

  @Test
  void keepsAQuoteInANameInItsPlace() {
    DigestResponse digest = DigestResponse.to(challenge("Digest nonce=n"));
    assertThat(digest.authorization("a\"b\\c", "p", "CONNECT", "h:443"))
        .contains("username=\"a\\\"b\\\\c\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest realm=r",
        "Digest nonce=n, algorithm=SHA-512-256",
        "Digest nonce=n, qop=auth-int"
      })
  void knowsWhatItCannotAnswer(String challenge) {
    assertThat(DigestResponse.to(challenge(challenge))).isNull();
  }

  private static Challenge challenge(String field) {
    return Challenge.parse(List.of(field)).get(0);
  }
}
