package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.proxy.OwnProxy;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person has to look at, for the exceptions of JDK 8 and 27 as they were seen. */
class UnreachableTest {
  private static final URI ENDPOINT = URI.create("https://gateway.example/oauth2/token?secret=S");
  private static final String TRUSTED = "its certificate must be trusted by ";
  private static final String NO_TLS = "what answers there does not speak TLS";
  private static final String OTHER_HOST = "its certificate is of another host";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SSLException("Unsupported or unrecognized SSL message"), NO_TLS),
        Arguments.of(
            caused(
                new SSLHandshakeException("Remote host terminated the handshake"),
                new EOFException("SSL peer shut down incorrectly")),
            NO_TLS),
        Arguments.of(new SSLHandshakeException("Received fatal alert: handshake_failure"), NO_TLS),
        Arguments.of(
            caused(
                new SSLHandshakeException("PKIX path building failed"),
                new CertPathBuilderException("unable to find valid certification path")),
            TRUSTED),
        Arguments.of(
            caused(
                new SSLException("Unexpected error"),
                new InvalidAlgorithmParameterException("trustAnchors must be non-empty")),
            TRUSTED),
        Arguments.of(
            caused(
                new SSLHandshakeException("PKIX path validation failed"),
                new CertificateExpiredException("NotAfter: Fri Nov 27")),
            "its certificate is not valid now, or the clock of this host is wrong"),
        Arguments.of(new IOException("HTTPS hostname wrong: should be <gateway>"), OTHER_HOST),
        Arguments.of(
            caused(
                new SSLHandshakeException(
                    "(certificate_unknown) No subject alternative names matching IP address"),
                new CertificateException("No subject alternative names matching IP address")),
            OTHER_HOST),
        Arguments.of(new SecurityException("connect"), "let the SecurityManager of this JVM grant"),
        Arguments.of(new UnknownHostException("gateway.example"), "look at its name and DNS"),
        Arguments.of(new ConnectException("refused"), "look at its name, the firewall"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatToLookAt(Exception failure, String remedy) {
    Unreachable unreachable =
        new Unreachable(ENDPOINT, OwnProxy.ofJvm(null).route(ENDPOINT), new OwnTls(null));
    assertThat(unreachable.because(failure))
        .hasMessageStartingWith(
            "the token endpoint at gateway.example cannot be reached (%s); %s",
            failure.getClass().getSimpleName(), remedy)
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesTheProxyOnTheWay() {
    OwnProxy proxy = OwnProxy.at("proxy.example", 3128, null);
    Unreachable unreachable = new Unreachable(ENDPOINT, proxy.route(ENDPOINT), new OwnTls(null));
    assertThat(unreachable.because(new ConnectException("refused")))
        .hasMessage(
            "the token endpoint at gateway.example cannot be reached by the proxy"
                + " proxy.example:3128 of central.proxy (ConnectException); look at the proxy and"
                + " at what it reaches");
  }

  private static Exception caused(Exception failure, Exception cause) {
    failure.initCause(cause);
    return failure;
  }
}
