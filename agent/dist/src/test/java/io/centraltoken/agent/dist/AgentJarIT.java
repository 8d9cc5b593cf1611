package io.centraltoken.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * The shape of the jar: what lies at its root is visible to every application, so each entry there
 * is named here.
 */
class AgentJarIT {
  private static final String BOOTSTRAP = "io/centraltoken/agent/bootstrap/";

  @Test
  void hasOnlyTheBootstrapAtItsRoot() throws IOException {
    List<String> root = new ArrayList<>();
    try (JarFile jar = AgentJar.open()) {
      jar.stream()
          .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("runtime/"))
          .forEach(entry -> root.add(entry.getName()));
    }
    assertThat(root)
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/licenses/byte-buddy/ASM",
            "META-INF/licenses/byte-buddy/NOTICE",
            "META-INF/licenses/jackson-core/NOTICE",
            BOOTSTRAP + "Agent.class",
            BOOTSTRAP + "Bridge.class",
            BOOTSTRAP + "BridgeCallbacks.class",
            BOOTSTRAP + "BridgeConnection.class",
            BOOTSTRAP + "CommandEntry.class",
            BOOTSTRAP + "CommandLauncher.class",
            BOOTSTRAP + "HttpClientBridge.class",
            BOOTSTRAP + "HttpClientCallbacks.class",
            BOOTSTRAP + "JarClasses.class",
            BOOTSTRAP + "PolicyGrant.class",
            BOOTSTRAP + "RuntimeClassLoader.class",
            BOOTSTRAP + "RuntimeEntry.class",
            BOOTSTRAP + "RuntimeLauncher.class",
            BOOTSTRAP + "UrlConnectionBridge.class",
            BOOTSTRAP + "UrlConnectionCallbacks.class",
            BOOTSTRAP + "Version.class",
            BOOTSTRAP + "version.properties");
  }

  @Test
  void hidesAllElseAsClassdata() throws IOException {
    try (JarFile jar = AgentJar.open()) {
      List<String> hidden =
          jar.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("runtime/"))
              .map(JarEntry::getName)
              .toList();
      assertThat(hidden)
          .allMatch(name -> name.endsWith(".classdata"))
          .contains(
              "runtime/io/centraltoken/agent/runtime/AgentRuntime.classdata",
              "runtime/net/bytebuddy/jar/asm/ClassReader.classdata")
          .contains("runtime/com/fasterxml/jackson/core/JsonFactory.classdata")
          .noneMatch(name -> name.startsWith("runtime/io/centraltoken/agent/bootstrap/"));
    }
  }

  @Test
  void runsOnJava8() throws IOException {
    try (JarFile jar = AgentJar.open()) {
      for (JarEntry entry :
          jar.stream()
              .filter(candidate -> candidate.getName().matches(".*\\.class(data)?"))
              .toList()) {
        boolean java11 = entry.getName().matches("runtime/io/centraltoken/agent/[a-z]+/java11/.*");
        assertThat(majorVersion(jar, entry))
            .as(entry.getName())
            .isLessThanOrEqualTo(java11 ? 55 : 52);
      }
    }
  }

  /** A tenth of what the agents of monitoring vendors weigh, and nobody notices what creeps in. */
  @Test
  void staysWithinItsBudget() throws IOException {
    assertThat(Files.size(AgentJar.path())).isLessThan(1_000_000);
  }

  @Test
  void namesItsEntryPointsInTheManifest() throws IOException {
    try (JarFile jar = AgentJar.open()) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Premain-Class"))
          .isEqualTo("io.centraltoken.agent.bootstrap.Agent");
      assertThat(manifest.getValue("Main-Class"))
          .isEqualTo("io.centraltoken.agent.bootstrap.Agent");
      assertThat(manifest.getValue("Boot-Class-Path")).isEqualTo("central-token-agent.jar");
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    }
  }

  private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
