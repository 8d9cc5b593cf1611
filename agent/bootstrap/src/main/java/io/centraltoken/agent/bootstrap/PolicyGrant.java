package io.centraltoken.agent.bootstrap;

import java.io.File;

/** What the policy of a security manager must say, in a JVM that has one (Java 8 to 23). */
public final class PolicyGrant {
  private PolicyGrant() {}

  /**
   * For people.
   *
   * @param jar of the agent, from which all its classes come; null: it could not be found
   */
  public static String missing(File jar) {
    return "the security policy of this JVM does not let the agent work; add to it: grant codeBase \""
        + (jar == null ? "file:/the/jar/of/the/agent" : jar.toURI())
        + "\" { permission java.security.AllPermission; }; (no token is injected)";
  }
}
