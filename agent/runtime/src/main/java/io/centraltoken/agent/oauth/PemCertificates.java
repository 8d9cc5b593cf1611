package io.centraltoken.agent.oauth;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of a PEM file (RFC 7468). What stands between them is skipped, as that RFC wants
 * it; the JDK's own reader stops there.
 */
final class PemCertificates {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private PemCertificates() {}

  /**
   * @throws CertificateException if the file has no certificate, or one of them cannot be read; the
   *     message says which
   */
  static List<Certificate> read(File file) throws IOException, CertificateException {
    String pem = new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
    List<Certificate> certificates = new ArrayList<>();
    for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
      int end = pem.indexOf(END, begin);
      certificates.add(
          certificate(end < 0 ? "" : pem.substring(begin, end + END.length()), file, certificates));
    }
    if (certificates.isEmpty()) {
      throw new CertificateException(file + " holds no " + BEGIN);
    }
    return certificates;
  }

  private static Certificate certificate(String pem, File file, List<Certificate> before)
      throws CertificateException {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.ISO_8859_1);
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException malformed) {
      throw new CertificateException(
          "certificate " + (before.size() + 1) + " in " + file + " cannot be read", malformed);
    }
  }
}
