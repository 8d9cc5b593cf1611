package io.centraltoken.agent.bootstrap;

import java.io.File;
import java.net.URI;
import java.security.AccessController;
import java.security.PrivilegedAction;

/** What the policy of a security manager must say, in a JVM that has one (Java 8 to 23). */
public final class PolicyGrant implements PrivilegedAction<URI> {
  private final File jar;

  private PolicyGrant(File jar) {
    this.jar = jar;
  }

  /**
   * For people. Can be asked by who has no rights: this class, of the boot loader, has them.
   *
   * @param jar of the agent, from which all its classes come; null: it could not be found
   */
  public static String missing(File jar) {
    return "the security policy of this JVM does not let the agent work; add to it: grant codeBase \""
        + (jar == null
            ? "file:/the/jar/of/the/agent"
            : AccessController.doPrivileged(new PolicyGrant(jar)))
        + "\" { permission java.security.AllPermission; }; (no token is injected)";
  }

  /** Of the jar; looks whether it is a folder, which needs a right. */
  @Override
  public URI run() {
    return jar.toURI();
  }
}
