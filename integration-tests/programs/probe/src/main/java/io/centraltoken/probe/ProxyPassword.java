package io.centraltoken.probe;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/** Tells a proxy, and nobody else, the password that the system property names, if any. */
final class ProxyPassword extends Authenticator {
  private static final String PASSWORD = System.getProperty("probe.proxy.password");

  private ProxyPassword() {}

  /** Null if there is none. */
  static Authenticator get() {
    return PASSWORD == null ? null : new ProxyPassword();
  }

  @Override
  protected PasswordAuthentication getPasswordAuthentication() {
    if (getRequestorType() != RequestorType.PROXY) {
      System.out.println("ASKED by " + getRequestingURL());
      return null;
    }
    String[] credentials = PASSWORD.split(":");
    return new PasswordAuthentication(credentials[0], credentials[1].toCharArray());
  }
}
