package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the grant that the README shows, and without it. */
class SecurityManagerIT extends DownloadedToken {
  SecurityManagerIT() {
    super(Duration.ofSeconds(2));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void doesNotMatterWithTheGrant(Jdk jdk) throws Exception {
    ProgramRun run =
        ProgramRun.startUntil(
            ProcessWait.refreshed(gateway, 2),
            jdk,
            directory,
            underPolicy(SecurityPolicy.forLegacyApp(directory, true)),
            "--base-url=" + gateway.baseUrl());
    assertThat(run.err().replaceAll("(?m)^WARNING: .*", "")).doesNotContain("WARN", "ERROR");
    assertThat(run.figure("ok")).isGreaterThan(20).isEqualTo(run.figure("requests"));
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void isMetByOneLineThatShowsTheGrant(Jdk jdk) throws Exception {
    ProgramRun run = legacyApp(jdk, SecurityPolicy.forLegacyApp(directory, false));
    assertThat(run.err().replaceAll("(?m)^WARNING: .*\\R", ""))
        .isEqualToIgnoringNewLines("[central-token] ERROR " + whatToAdd());
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.figure("failed")).isZero();
    assertThat(gateway.tokenCalls()).isEmpty();
  }

  /** Its classes are then of the application's loader until it has put itself before that. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void isSpokenOfWhereTheJarHasAnotherName(Jdk jdk) throws Exception {
    Path renamed = Files.copy(ProgramRun.agentJar(), directory.resolve("renamed.jar"));
    List<String> options =
        List.of(
            "-javaagent:" + renamed,
            "-Djava.security.manager",
            "-Djava.security.policy==" + SecurityPolicy.forLegacyApp(directory, false));
    List<String> arguments = List.of("--url=" + gateway.baseUrl(), "--seconds=1", "--exit-code=7");
    ProgramRun run = ProgramRun.start(jdk, directory, options, arguments);
    assertThat(run.err())
        .containsOnlyOnce("[central-token] ERROR the security policy of this JVM does not let");
    assertThat(run.exitCode()).isEqualTo(7);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void isNotSpokenOfWhereTheAgentIsSwitchedOff(Jdk jdk) throws Exception {
    Path policy = SecurityPolicy.forLegacyApp(directory, false);
    ProgramRun run = legacyApp(jdk, policy, "-Dcentral.enabled=false");
    assertThat(run.err()).doesNotContain("central-token");
    assertThat(run.exitCode()).isEqualTo(7);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void mayBeSetByTheProgram(Jdk jdk) throws Exception {
    ProgramRun run =
        withManagerOfTheProgram(
            jdk, SecurityPolicy.forProbe(directory, true), ProcessWait.refreshed(gateway, 2));
    HostileRun.assertThatItWasServedAllTheTime(run);
    assertThat(run.err().replaceAll("(?m)^WARNING: .*", "")).doesNotContain("WARN", "ERROR");
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
  }

  /** The requests go on; what the agent may not do any more is said once. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void mayTakeTheAgentItsRights(Jdk jdk) throws Exception {
    ProgramRun run =
        withManagerOfTheProgram(
            jdk, SecurityPolicy.forProbe(directory, false), this::isRejectedOften);
    assertThat(run.err().lines().filter(line -> line.contains("] ERROR ")))
        .as(run.err())
        .singleElement()
        .asString()
        .endsWith(" ERROR " + whatToAdd());
    assertThat(run.out()).contains("REQUEST 401 ");
  }

  /** By {@code catalina.sh -security}; the page gets what it needs for its call. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void doesNotMatterInTomcat(Jdk jdk) throws Exception {
    try (Tomcat tomcat = new Tomcat(directory)) {
      tomcat.grant(SecurityPolicy.grantForAgent());
      tomcat.grant(SecurityPolicy.forClient(tomcat.codeBaseOfPages()));
      tomcat.start(jdk, ProgramRun.withAgent(gateway.baseUrl(), token), "run", "-security");
      while (gateway.presentedRefreshTokens().size() < 3) {
        assertThat(tomcat.call(gateway.baseUrl() + "/any/call")).isEqualTo("STATUS 200");
      }
      assertThat(tomcat.output())
          .contains("INFO hooks in place: ")
          .doesNotContain("] WARN", "] ERROR");
    }
  }

  private static String whatToAdd() {
    return "the security policy of this JVM does not let the agent work; add to it: "
        + SecurityPolicy.grantForAgent().strip()
        + " (no token is injected)";
  }

  private ProgramRun legacyApp(Jdk jdk, Path policy, String... more) throws Exception {
    List<String> arguments =
        List.of("--base-url=" + gateway.baseUrl(), "--seconds=2", "--exit-code=7");
    return ProgramRun.start(jdk, directory, underPolicy(policy, more), arguments);
  }

  private List<String> underPolicy(Path policy, String... more) {
    List<String> options = new ArrayList<>(ProgramRun.withAgent(gateway.baseUrl(), token, more));
    options.add("-Djava.security.manager");
    options.add("-Djava.security.policy==" + policy);
    return options;
  }

  private boolean isRejectedOften() {
    return gateway.apiCalls().stream().filter(call -> call.status() == 401).count() > 10;
  }

  private ProgramRun withManagerOfTheProgram(Jdk jdk, Path policy, ProcessWait.Condition enough)
      throws Exception {
    List<String> options =
        ProgramRun.withAgent(gateway.baseUrl(), token, "-Djava.security.policy==" + policy);
    return new HostileRun(jdk, directory, List.of(), options)
        .runUntil(enough, gateway.baseUrl(), "set-security-manager");
  }
}
