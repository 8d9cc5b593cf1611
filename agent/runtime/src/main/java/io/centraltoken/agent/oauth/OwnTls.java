package io.centraltoken.agent.oauth;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS of the agent's own calls: the JVM's trust store and the file of {@code central.ca.file}. Does
 * not use SSLContext.getDefault: the application may not have configured it yet, and its first use
 * fixes its settings for the life of the JVM. The context is created for the first https call and
 * then kept, because reading a trust store takes some hundred milliseconds. Called by the token
 * thread only.
 */
final class OwnTls {
  private final File authorities;
  private SSLContext context;

  /**
   * @param authorities certificates in PEM; null: none but the JVM's
   */
  OwnTls(File authorities) {
    this.authorities = authorities;
  }

  /**
   * @throws CertificateException if the file holds none that can be read; the message says why
   */
  SSLSocketFactory socketFactory() throws GeneralSecurityException, IOException {
    if (context == null) {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(null, authorities == null ? null : trustManagers(), null);
      context = made;
    }
    return context.getSocketFactory();
  }

  /** Reads the trust stores again for the next call: a person may correct them after a failure. */
  void forget() {
    context = null;
  }

  /** Which files must hold the certificate authority; for people. */
  String trusted() {
    return authorities == null
        ? trustStore() + " or by a PEM file that central.ca.file names"
        : trustStore() + " or by " + authorities + " (central.ca.file)";
  }

  private static String trustStore() {
    String named = System.getProperty("javax.net.ssl.trustStore");
    if (named != null) {
      return named + " (javax.net.ssl.trustStore)";
    }
    File security = new File(System.getProperty("java.home"), "lib" + File.separator + "security");
    File own = new File(security, "jssecacerts");
    return (own.exists() ? own : new File(security, "cacerts")).toString();
  }

  /** One store of both: a chain may need certificates of each. */
  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    KeyStore both = KeyStore.getInstance(KeyStore.getDefaultType());
    both.load(null, null);
    int count = 0;
    for (TrustManager manager : trustManagers(null)) {
      if (manager instanceof X509TrustManager) {
        for (Certificate trusted : ((X509TrustManager) manager).getAcceptedIssuers()) {
          both.setCertificateEntry("jvm-" + count++, trusted);
        }
      }
    }
    for (Certificate trusted : PemCertificates.read(authorities)) {
      both.setCertificateEntry("file-" + count++, trusted);
    }
    return trustManagers(both);
  }

  /**
   * @param store null: the JVM's
   */
  private static TrustManager[] trustManagers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
