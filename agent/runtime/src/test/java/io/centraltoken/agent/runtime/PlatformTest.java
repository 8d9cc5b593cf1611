package io.centraltoken.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JAVA_TOOL_OPTIONS gives the agent to each program of the JDK that a script runs. */
class PlatformTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.tools.jps.Jps",
        "sun.security.tools.keytool.Main -list",
        "java.base/sun.security.tools.keytool.Main -list",
        "jdk.compiler/com.sun.tools.javac.Main A.java",
        "jdk.jcmd/sun.tools.jcmd.JCmd 1 VM.version",
        "jdk.jlink/jdk.tools.jlink.internal.Main",
        "jdk.jfr/jdk.jfr.internal.tool.Main print a.jfr",
        "jdk.javadoc/jdk.javadoc.internal.tool.Main",
        "jdk.jpackage/jdk.jpackage.main.Main",
        "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider"
      })
  void knowsAToolOfTheJdk(String command) {
    assertThat(Platform.isJdkTool(command)).isTrue();
  }

  /** A program in one file is compiled and run in the same JVM. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application.jar --port=8080",
        "org.apache.catalina.startup.Bootstrap start",
        "com.example/com.example.Main",
        "jdk.compiler/com.sun.tools.javac.launcher.Main A.java",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher A.java",
        "/opt/sun.tools.jar",
        "sun/tools.jar"
      })
  void takesAnythingElseForAnApplication(String command) {
    assertThat(Platform.isJdkTool(command)).isFalse();
  }

  @Test
  void knowsItsOwnCommandLine() {
    File jar = new File("folder with blanks/central-token-agent.jar").getAbsoluteFile();
    assertThat(Platform.isOwnCommandLine(jar + " status --json", jar)).isTrue();
    assertThat(Platform.isOwnCommandLine(jar.toString(), jar)).isTrue();
    assertThat(
            Platform.isOwnCommandLine(
                "folder with blanks/../folder with blanks/central-token-agent.jar check", jar))
        .isTrue();
    assertThat(Platform.isOwnCommandLine("io.centraltoken.agent.bootstrap.Agent status", jar))
        .isTrue();
    assertThat(Platform.isOwnCommandLine("application.jar " + jar, jar)).isFalse();
    assertThat(Platform.isOwnCommandLine("other/central-token-agent.jar", jar)).isFalse();
    assertThat(Platform.isOwnCommandLine("", jar)).isFalse();
  }

  @Test
  void knowsTheProcess() {
    assertThat(Platform.process()).isEqualTo("process " + ProcessHandle.current().pid());
  }
}
