package io.centraltoken.agent.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** The jar that this build has just made; Maven names it. */
final class AgentJar {
  private AgentJar() {}

  static Path path() {
    return Path.of(System.getProperty("agent.jar"));
  }

  static JarFile open() throws IOException {
    return new JarFile(path().toFile());
  }
}
