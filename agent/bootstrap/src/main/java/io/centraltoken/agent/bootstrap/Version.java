package io.centraltoken.agent.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The version of this build, written by Maven; read from a resource because a class of the boot
 * loader has no package version.
 */
public final class Version {
  private Version() {}

  public static String text() {
    Properties version = new Properties();
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(
            "io/centraltoken/agent/bootstrap/version.properties")) {
      if (in != null) {
        version.load(in);
      }
    } catch (IOException unreadable) {
      return "unknown (" + unreadable + ")";
    }
    return version.getProperty("version", "unknown");
  }
}
