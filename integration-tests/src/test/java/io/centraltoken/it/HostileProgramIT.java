package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What programs do to the JVM that the agent lives in. Tokens of 3 s: an exchange falls into each
 * mischief.
 */
class HostileProgramIT extends DownloadedToken {
  HostileProgramIT() {
    super(Duration.ofSeconds(3));
  }

  /** A response that a full heap cannot take is lost: then the agent logs in. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void goesOnAfterAFullHeap(Jdk jdk) throws Exception {
    ProgramRun run =
        hostile(
            jdk,
            "fill-heap",
            20,
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-Dcentral.username=demo-user",
            "-Dcentral.password=demo-password",
            "-Dcentral.customer.id=demo-customer");
    assertThat(run.out()).contains("HEAP FREE");
    assertThat(run.err()).doesNotContain("Exception in thread \"central-token");
    HostileRun.assertThatItWasServedInTheEnd(run);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void isNotDisturbedByInterrupts(Jdk jdk) throws Exception {
    ProgramRun run =
        hostile(jdk)
            .runUntil(
                () -> gateway.presentedRefreshTokens().size() >= 3, gateway.baseUrl(), "interrupt");
    assertThat(run.err()).doesNotContain("WARN", "ERROR", "Exception");
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(3)
        .doesNotHaveDuplicates();
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
    HostileRun.assertThatItWasServedAllTheTime(run);
  }

  /** A log driver that has stalled. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void isNotBlockedByAStderrThatNobodyReads(Jdk jdk) throws Exception {
    HostileRun hostile = hostile(jdk);
    Process process =
        new ProcessBuilder(hostile.command(gateway.baseUrl(), "flood-stderr", 10))
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    Files.createFile(directory.resolve("err")); // nobody reads the pipe
    ProgramRun run = hostile.end(process);
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(3);
    HostileRun.assertThatItWasServedAllTheTime(run);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void leavesRequestsOfShutdownHooksAlone(Jdk jdk) throws Exception {
    ProgramRun run =
        hostile(
            jdk,
            "request-in-shutdown-hook",
            2,
            "-Dcentral.token.url=http://127.0.0.1:1/",
            "-Dcentral.wait.timeout=30s");
    assertThat(sinceEnd(run)).isLessThan(Duration.ofSeconds(5));
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(lines.size() - 1)).as("of the hook").startsWith("REQUEST ");
  }

  /** Nothing was sent yet, so that nothing can be lost. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void endsAtOnceWhileATokenCallOnlyConnects(Jdk jdk) throws Exception {
    Files.writeString(
        token, Files.readString(token).replaceFirst("\"created_at\" : \\d+", "\"created_at\" : 1"));
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket one = new Socket();
        Socket other = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort());
      one.connect(address);
      other.connect(address);
      ProgramRun run =
          hostile(
              jdk,
              "none",
              2,
              "-Dcentral.token.url=http://127.0.0.1:" + full.getLocalPort() + "/oauth2/token",
              "-Dcentral.wait.timeout=1s",
              "-Dcentral.hold.timeout=1s");
      assertThat(sinceEnd(run)).isLessThan(Duration.ofSeconds(3));
    }
  }

  /** Nobody knows yet whether it has failed; a request knows that it has waited. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void saysWhileATokenCallHangsThatRequestsWaitInVain(Jdk jdk) throws Exception {
    Files.writeString(
        token, Files.readString(token).replaceFirst("\"created_at\" : \\d+", "\"created_at\" : 1"));
    gateway.tokenLifetime(Duration.ofSeconds(60));
    gateway.faults().delay(Duration.ofSeconds(5));
    gateway.faults().token(TokenFault.SLOW, 1);
    ProgramRun run = hostile(jdk, "none", 9, "-Dcentral.wait.timeout=1s");
    assertThat(run.err().lines().filter(line -> line.contains("] WARN ")))
        .singleElement()
        .asString()
        .contains("a request has waited for a token for as long as central.wait.timeout says");
    HostileRun.assertThatItWasServedInTheEnd(run);
  }

  /** How long the JVM has lived since its program ended. */
  private static Duration sinceEnd(ProgramRun run) {
    String end =
        run.out().lines().filter(line -> line.startsWith("END ")).findFirst().orElseThrow();
    return Duration.ofMillis(
        System.currentTimeMillis() - Long.parseLong(end.substring("END ".length())));
  }

  private ProgramRun hostile(Jdk jdk, String mischief, int seconds, String... more)
      throws Exception {
    return hostile(jdk, more).run(gateway.baseUrl(), mischief, seconds);
  }

  private HostileRun hostile(Jdk jdk, String... more) {
    return new HostileRun(
        jdk, directory, List.of(), ProgramRun.withAgent(gateway.baseUrl(), token, more));
  }
}
