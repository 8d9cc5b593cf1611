package io.centraltoken.agent.token;

import java.io.File;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * TLS of the agent's own calls: the JVM's trust store, and not SSLContext.getDefault, which the
 * application may not have set up yet, and whose first use fixes its settings for ever. Made when
 * the first https call needs it, and kept: reading a trust store takes some hundred milliseconds.
 * Called by the token thread only.
 */
final class OwnTls {
  private SSLContext context;

  SSLContext context() throws GeneralSecurityException {
    if (context == null) {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(null, null, null);
      context = made;
    }
    return context;
  }

  /** Which file must hold the certificate authority; for people. */
  static String trustStore() {
    String named = System.getProperty("javax.net.ssl.trustStore");
    if (named != null) {
      return named + " (javax.net.ssl.trustStore)";
    }
    File security = new File(System.getProperty("java.home"), "lib" + File.separator + "security");
    File own = new File(security, "jssecacerts");
    return (own.exists() ? own : new File(security, "cacerts")).toString();
  }
}
