package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  private final Origin gateway = Origin.of(URI.create("https://Gateway.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gateway.example/a?b=c",
        "HTTPS://GATEWAY.EXAMPLE",
        "https://gateway.example:443/",
        "https://user@gateway.example/"
      })
  void recognisesItselfHoweverItIsWritten(String uri) throws Exception {
    assertThat(gateway.isOf(URI.create(uri))).isTrue();
    assertThat(gateway.isOf(URI.create(uri).toURL())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gateway.example/",
        "https://gateway.example:8443/",
        "https://gateway.example.evil.example/",
        "https://evil.example/https://gateway.example/",
        "https://gateway.example@evil.example/",
        "https://gateway.example./",
        "https://gatewax.example/",
        "https://xateway.example/",
        "https://gateway.examplf/"
      })
  void takesEverythingElseForAnotherOrigin(String uri) throws Exception {
    assertThat(gateway.isOf(URI.create(uri))).isFalse();
    assertThat(gateway.isOf(URI.create(uri).toURL())).isFalse();
  }

  /** The Kelvin sign is a letter whose lower case is a k. */
  @Test
  void comparesLettersOnlyWithoutTheirCase() throws Exception {
    Origin az = Origin.of(URI.create("https://a-z.example"));
    assertThat(az.isOf(URI.create("https://A-Z.EXAMPLE/"))).isTrue();
    assertThat(az.isOf(URI.create("https://A.Z.EXAMPLE/"))).isFalse();
    Origin kelvin = Origin.of(URI.create("https://k.example"));
    assertThat(kelvin.isOf(new URL("https", "\u212a.example", 443, "/"))).isFalse();
  }

  @Test
  void takesWhatHasNoHostForAnotherOrigin() {
    assertThat(gateway.isOf(URI.create("/relative"))).isFalse();
    assertThat(gateway.isOf(URI.create("mailto:someone@gateway.example"))).isFalse();
    assertThat(gateway.isOf(URI.create("https://under_score.example/"))).isFalse();
  }

  /** HttpURLConnection connects to such a host; java.net.http makes no request to it. */
  @Test
  void knowsHostsWithAnUnderscore() throws Exception {
    Origin inner = Origin.of(URI.create("https://Api_Gateway.inner:8443"));
    assertThat(inner).hasToString("https://api_gateway.inner:8443");
    assertThat(inner.isOf(new URI("https://api_gateway.inner:8443/x").toURL())).isTrue();
    assertThat(inner.isOf(new URI("https://api_gateway.inner/x").toURL())).isFalse();
    assertThat(inner.isOf(new URI("https://other_gateway.inner:8443/x").toURL())).isFalse();
    for (String none : new String[] {"https://a_b:x/", "https://a_b@c_d/", "https://a_b:123456/"}) {
      assertThatThrownBy(() -> Origin.of(URI.create(none))).hasMessage("it names no host");
    }
  }

  @Test
  void rejectsWhatIsNoOrigin() {
    assertThatThrownBy(() -> Origin.of(URI.create("gateway.example")))
        .hasMessage("it must begin with https://");
    assertThatThrownBy(() -> Origin.of(URI.create("https:///path"))).hasMessage("it names no host");
  }

  @Test
  void knowsLoopback() {
    assertThat(Origin.of(URI.create("http://127.0.0.1:8080")).isLoopback()).isTrue();
    assertThat(Origin.of(URI.create("http://[::1]:8080")).isLoopback()).isTrue();
    assertThat(gateway.isLoopback()).isFalse();
    assertThat(Origin.of(URI.create("http://127.0.0.1.evil.example")).isLoopback())
        .as("a name, not an address")
        .isFalse();
    assertThat(Origin.of(URI.create("http://127.10.200.3/")).isLoopback()).isTrue();
    for (String no : new String[] {"128.0.0.1", "12.7.0.1", "127.0.0.x", "127.a.b.c"}) {
      assertThat(Origin.of(URI.create("http://" + no + "/")).isLoopback()).as(no).isFalse();
    }
  }
}
