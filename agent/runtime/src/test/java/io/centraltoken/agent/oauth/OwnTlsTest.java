package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent's own calls trust; that a call then succeeds is seen on the wire. */
class OwnTlsTest {
  private static final String STORE = "javax.net.ssl.trustStore";

  private final String before = System.getProperty(STORE);

  @TempDir Path directory;

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(STORE);
    } else {
      System.setProperty(STORE, before);
    }
  }

  @Test
  void namesTheFilesThatMayHoldTheAuthority() {
    System.clearProperty(STORE);
    assertThat(new OwnTls(null).trusted())
        .startsWith(System.getProperty("java.home"))
        .endsWith("cacerts or by a PEM file that central.ca.file names");
    System.setProperty(STORE, "/etc/trust.jks");
    assertThat(new OwnTls(new File("ca.pem")).trusted())
        .isEqualTo("/etc/trust.jks (javax.net.ssl.trustStore) or by ca.pem (central.ca.file)");
  }

  @Test
  void readsTheFileOnceAndAgainAfterAFailure() throws Exception {
    Path file = directory.resolve("ca.pem");
    Files.writeString(file, TrustedCertificates.pem(TrustedCertificates.ofTheJvm(1).get(0)));
    OwnTls tls = new OwnTls(file.toFile());
    SSLSocketFactory first = tls.socketFactory();
    assertThat(first.getDefaultCipherSuites()).isNotEmpty();
    Files.writeString(file, "nothing");
    assertThat(tls.socketFactory()).as("kept").isNotNull();
    tls.forget();
    assertThatThrownBy(tls::socketFactory)
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("ca.pem holds no");
  }

  @Test
  void needsNoFile() throws Exception {
    assertThat(new OwnTls(null).socketFactory()).isNotNull();
  }
}
