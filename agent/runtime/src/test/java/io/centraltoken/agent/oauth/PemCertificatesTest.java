package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates in a PEM file, as people and their tools write them. */
class PemCertificatesTest {
  private final List<Certificate> known = TrustedCertificates.ofTheJvm(2);

  @TempDir Path directory;

  @Test
  void readsAllCertificatesAndSkipsWhatStandsBetweenThem() throws Exception {
    File file =
        file(
            "Bag Attributes\n    friendlyName: Jürgen\n"
                + TrustedCertificates.pem(known.get(0))
                + "# the second one\r\n-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"
                + TrustedCertificates.pem(known.get(1)).replace("\n", "\r\n")
                + "subject= CN = end");
    assertThat(PemCertificates.read(file)).isEqualTo(known);
  }

  @Test
  void readsACertificateThatFillsTheFile() throws Exception {
    assertThat(PemCertificates.read(file(TrustedCertificates.pem(known.get(0)).trim())))
        .containsExactly(known.get(0));
  }

  @Test
  void saysThatThereIsNone() throws Exception {
    File file = file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> PemCertificates.read(file))
        .isInstanceOf(CertificateException.class)
        .hasMessage(file + " holds no -----BEGIN CERTIFICATE-----");
  }

  @Test
  void saysWhichOneCannotBeRead() throws Exception {
    String whole = TrustedCertificates.pem(known.get(0));
    File truncated = file(whole + whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> PemCertificates.read(truncated))
        .isInstanceOf(CertificateException.class)
        .hasMessage("certificate 2 in " + truncated + " cannot be read");
  }

  private File file(String content) throws IOException {
    return Files.writeString(directory.resolve("ca.pem"), content).toFile();
  }
}
