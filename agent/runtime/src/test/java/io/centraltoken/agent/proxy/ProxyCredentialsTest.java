package io.centraltoken.agent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.proxy.ProxyCredentials.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProxyCredentialsTest {
  private String password = "pä:ss";
  private final ProxyCredentials credentials = new ProxyCredentials("user", () -> password);

  @Test
  void sendsNothingBeforeTheProxyAsks() {
    assertThat(authorization()).isNull();
  }

  @Test
  void sendsBasicInUtf8() {
    assertThat(choose("Basic realm=\"p\"")).isEqualTo(Outcome.SEND_AGAIN);
    assertThat(authorization()).isEqualTo("Basic dXNlcjpww6Q6c3M=");
  }

  @Test
  void prefersWhatDoesNotShowThePassword() {
    choose("Basic realm=p", "Digest nonce=a", "Digest nonce=b, algorithm=SHA-256");
    assertThat(authorization()).contains("algorithm=SHA-256").doesNotContain("Basic");
  }

  @Test
  void doesNotRepeatAPasswordThatIsRefused() {
    choose("Basic realm=p");
    authorization();
    assertThat(choose("Basic realm=p")).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void noticesThatAnotherPasswordIsThere() {
    choose("Basic realm=p");
    authorization();
    choose("Basic realm=p");
    assertThat(credentials.isCorrected()).isFalse();
    password = "corrected";
    assertThat(credentials.isCorrected()).isTrue();
  }

  @Test
  void usesANewPasswordThatCameMeanwhile() {
    choose("Basic realm=p");
    authorization();
    password = "new";
    assertThat(choose("Basic realm=p")).isEqualTo(Outcome.SEND_AGAIN);
  }

  @Test
  void answersANewNonceWhereTheOldOneHasExpired() {
    choose("Digest nonce=a");
    authorization();
    assertThat(choose("Digest nonce=b, stale=true")).isEqualTo(Outcome.SEND_AGAIN);
    authorization();
    authorization();
    assertThat(choose("Digest nonce=c")).as("used twice").isEqualTo(Outcome.SEND_AGAIN);
    authorization();
    assertThat(choose("Digest nonce=d")).as("used once").isEqualTo(Outcome.REFUSED);
  }

  @Test
  void knowsNoOtherSchemes() {
    assertThat(choose("Negotiate", "NTLM")).isEqualTo(Outcome.UNKNOWN_SCHEMES);
    assertThat(choose()).isEqualTo(Outcome.UNKNOWN_SCHEMES);
  }

  @Test
  void showsNoSecret() {
    assertThat(credentials).hasToString("ProxyCredentials");
  }

  private String authorization() {
    return credentials.authorization("CONNECT", "gateway.example:443");
  }

  private Outcome choose(String... challenges) {
    return credentials.choose(Arrays.asList(challenges));
  }
}
