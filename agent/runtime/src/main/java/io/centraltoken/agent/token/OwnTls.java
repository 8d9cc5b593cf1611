package io.centraltoken.agent.token;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * TLS of the agent's own calls: the JVM's trust store, and not SSLContext.getDefault, which the
 * application may not have set up yet, and whose first use fixes its settings for ever.
 */
public final class OwnTls {
  private OwnTls() {}

  public static SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    return context;
  }
}
