package io.centraltoken.agent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyRefusalExceptionTest {
  @Test
  void isFoundInWhatTheTunnelOfTheJdkThrows() {
    IOException failure =
        new IOException(
            "Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy Required\"");
    ProxyRefusalException refusal = ProxyRefusalException.in(failure);
    assertThat(refusal.status()).isEqualTo(407);
    assertThat(refusal.challenges()).isEmpty();
  }

  @Test
  void isFoundInItself() {
    ProxyRefusalException refusal = new ProxyRefusalException(503, List.of());
    assertThat(ProxyRefusalException.in(refusal)).isSameAs(refusal);
  }

  @Test
  void isInNoOtherFailure() {
    assertThat(ProxyRefusalException.in(new IOException("Connection reset"))).isNull();
    assertThat(ProxyRefusalException.in(new IOException())).isNull();
  }
}
