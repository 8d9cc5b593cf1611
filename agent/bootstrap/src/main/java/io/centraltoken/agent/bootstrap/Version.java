package io.centraltoken.agent.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The version of this build, written by Maven; read from a resource because a class of the boot
 * loader has no package version.
 */
public final class Version {
  /** Where a jar of the agent holds its version. */
  public static final String RESOURCE = "io/centraltoken/agent/bootstrap/version.properties";

  private Version() {}

  public static String text() {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(RESOURCE)) {
      return in == null ? "unknown" : read(in);
    } catch (IOException unreadable) {
      return "unknown (" + unreadable + ")";
    }
  }

  /** The same without an URL connection, for premain. */
  static String in(JarClasses jar) throws IOException {
    return read(new ByteArrayInputStream(jar.find(RESOURCE)));
  }

  public static String read(InputStream resource) throws IOException {
    Properties version = new Properties();
    version.load(resource);
    return version.getProperty("version", "unknown");
  }
}
