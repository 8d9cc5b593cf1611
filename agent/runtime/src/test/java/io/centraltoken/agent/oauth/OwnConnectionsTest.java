package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.proxy.OwnProxy;
import io.centraltoken.agent.proxy.ProxyCredentials;
import io.centraltoken.agent.proxy.ProxyRoute;
import java.io.File;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a token request is prepared, before it is sent, and what is said where it cannot be. */
class OwnConnectionsTest {
  private static final URI ENDPOINT = URI.create("https://gateway.example/oauth2/token");

  private final OwnConnections connections =
      new OwnConnections(Duration.ofSeconds(3), Duration.ofSeconds(7), new OwnTls(null));

  @Test
  void followsNoRedirectAndCachesNothing() throws Exception {
    for (URI uri : new URI[] {ENDPOINT, URI.create("http://127.0.0.1:1/oauth2/token")}) {
      HttpURLConnection connection = prepare(connections, uri);
      assertThat(connection.getRequestMethod()).isEqualTo("POST");
      assertThat(connection.getRequestProperty("Content-Type")).isEqualTo("application/json");
      assertThat(connection.getRequestProperty("Accept")).isEqualTo("application/json");
      assertThat(connection.getConnectTimeout()).isEqualTo(3_000);
      assertThat(connection.getReadTimeout()).isEqualTo(7_000);
      assertThat(connection.getInstanceFollowRedirects()).isFalse();
      assertThat(connection.getUseCaches()).isFalse();
      assertThat(connection.getDoOutput()).isTrue();
    }
  }

  /** The program may have set a verifier that accepts every host. */
  @Test
  void acceptsNoHostThatIsNotInTheCertificate() throws Exception {
    HttpsURLConnection connection = (HttpsURLConnection) prepare(connections, ENDPOINT);
    assertThat(connection.getHostnameVerifier().verify("gateway.example", null)).isFalse();
    assertThat(connection.getSSLSocketFactory())
        .isNotSameAs(HttpsURLConnection.getDefaultSSLSocketFactory());
  }

  @Test
  void saysWhatIsWrongWithTheFileOfAuthorities() {
    OwnConnections without =
        new OwnConnections(Duration.ZERO, Duration.ZERO, new OwnTls(new File("/dev/null")));
    assertThatThrownBy(() -> prepare(without, ENDPOINT))
        .isInstanceOf(TokenExchangeException.class)
        .hasMessage(
            "/dev/null holds no -----BEGIN CERTIFICATE-----; put the certificate authority into central.ca.file, in PEM");
  }

  @ParameterizedTest
  @CsvSource({
    "407, REFUSED, CONFIGURATION, refused central.proxy.username or its password (407)",
    "407, NO_CREDENTIALS, PRE_SEND, answered 407; set central.proxy.username",
    "407, UNKNOWN_SCHEMES, PRE_SEND, answered 407 and takes neither Basic nor Digest",
    "403, NO_CHALLENGE, PRE_SEND, answered 403; let it pass CONNECT to this host and port",
    "499, NO_CHALLENGE, PRE_SEND, answered 499; let it pass CONNECT to this host and port",
    "502, NO_CHALLENGE, PRE_SEND, answered 502; look at the proxy and at what it reaches"
  })
  void saysWhatTheProxyMayNotLike(
      int status, ProxyCredentials.Outcome outcome, FailureClass failureClass, String said) {
    ProxyRoute route = OwnProxy.at("proxy.example", 3128, null).route(ENDPOINT);
    TokenExchangeException failure =
        new Unreachable(ENDPOINT, route, new OwnTls(null)).because(status, outcome);
    assertThat(failure.failureClass()).isEqualTo(failureClass);
    assertThat(failure).hasMessageContaining("proxy.example:3128").hasMessageContaining(said);
  }

  private static HttpURLConnection prepare(OwnConnections connections, URI uri)
      throws TokenExchangeException {
    return connections.prepare(
        uri, OwnProxy.ofJvm(null).route(uri), Map.of("Content-Type", "application/json"), 10);
  }
}
