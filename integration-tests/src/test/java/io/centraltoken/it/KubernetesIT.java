package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The environment that {@code deploy/kubernetes.yaml} gives to a container, with its folders as
 * Kubernetes makes them: the secret behind symbolic links, and the volume empty.
 */
class KubernetesIT extends DownloadedToken {
  private static final Pattern VARIABLE =
      Pattern.compile("name: ([A-Z_]+)(?:,|\\s+)\\s*value: ([^}\\n]+)");

  private Path client;

  KubernetesIT() {
    super(Duration.ofSeconds(4));
  }

  @BeforeEach
  void mount() throws IOException {
    client = Files.createDirectories(directory.resolve("central/client"));
    Files.createDirectories(directory.resolve("central/token"));
    Path data = Files.createDirectory(client.resolve("..2026_11_28"));
    Files.move(token, data.resolve("downloaded-token"));
    Files.writeString(data.resolve("client-secret"), CentralSimulator.CLIENT_SECRET);
    Files.createSymbolicLink(client.resolve("..data"), data.getFileName());
    for (String name : new String[] {"downloaded-token", "client-secret"}) {
      Files.setPosixFilePermissions(
          data.resolve(name), PosixFilePermissions.fromString("r--r-----"));
      Files.createSymbolicLink(client.resolve(name), Path.of("..data", name));
    }
  }

  @Test
  void keepsTheTokenInTheVolume() throws Exception {
    Map<String, String> environment = environment();
    assertThat(environment)
        .containsOnlyKeys(
            "JAVA_TOOL_OPTIONS",
            "CENTRAL_BASE_URL",
            "CENTRAL_CLIENT_ID",
            "CENTRAL_CLIENT_SECRET_FILE",
            "CENTRAL_TOKEN_FILE",
            "CENTRAL_TOKEN_SEED");
    ProgramRun run = run(environment);
    assertThat(run.err()).doesNotContain("ERROR", LogText.HOOK_FAILED);
    assertThat(run.figure("ok")).isEqualTo(run.figure("requests")).isGreaterThan(30);
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThan(1).doesNotHaveDuplicates();

    int before = gateway.presentedRefreshTokens().size();
    ProgramRun nextPod = run(environment);
    assertThat(nextPod.figure("ok")).isEqualTo(nextPod.figure("requests"));
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThan(before).doesNotHaveDuplicates();
  }

  private ProgramRun run(Map<String, String> environment) throws Exception {
    List<String> env = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> env.add(name + "=" + value));
    return ProgramRun.start(
        Jdk.oldestAndNewest().get(0),
        directory,
        List.of(),
        List.of("--base-url=" + gateway.baseUrl(), "--seconds=9", "--pause-millis=50"),
        env.toArray(String[]::new));
  }

  private Map<String, String> environment() throws IOException {
    Path file = Path.of(System.getProperty("kubernetes.yaml"));
    Matcher variable = VARIABLE.matcher(Files.readString(file));
    Map<String, String> environment = new TreeMap<>();
    while (variable.find()) {
      environment.put(variable.group(1), here(variable.group(2).trim()));
    }
    environment.replace("CENTRAL_BASE_URL", gateway.baseUrl());
    environment.replace("CENTRAL_CLIENT_ID", CentralSimulator.CLIENT_ID);
    return environment;
  }

  private String here(String value) {
    return value
        .replace("/agent/central-token-agent.jar", ProgramRun.agentJar().toString())
        .replaceFirst("^/central/", directory + "/central/");
  }
}
