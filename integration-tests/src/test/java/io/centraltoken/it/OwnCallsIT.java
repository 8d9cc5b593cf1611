package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent's own calls leave behind, and by which way they go. */
class OwnCallsIT extends DownloadedToken {
  OwnCallsIT() {
    super(Duration.ofSeconds(2));
  }

  /** In a JVM that has no reason to collect its garbage. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void leaveNoThreadAndNoDescriptorBehind(Jdk jdk) throws Exception {
    gateway.faults().token(TokenFault.ERROR, 1000);
    HostileRun hostile = hostile(jdk, "-Xmx512m", "-Xms512m");
    Process process = hostile.start(gateway.baseUrl(), "none", 12);
    awaitTokenCalls(process, 3);
    int threads = count(process, "task");
    int descriptors = count(process, "fd");
    awaitTokenCalls(process, 30);
    assertThat(count(process, "task")).as("also the JVM's own").isLessThan(threads + 8);
    assertThat(count(process, "fd")).isLessThan(descriptors + 8);
    hostile.end(process);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void goByTheSocksProxyOfTheJvm(Jdk jdk) throws Exception {
    try (SocksProxy proxy = new SocksProxy()) {
      int port = URI.create(gateway.baseUrl()).getPort();
      String host = hostBehindProxy(jdk);
      ProgramRun run =
          hostile(
                  jdk,
                  "-DsocksProxyHost=127.0.0.1",
                  "-DsocksProxyPort=" + proxy.port(),
                  "-DsocksNonProxyHosts=",
                  "-Djdk.net.hosts.file=" + directory.resolve("hosts"),
                  "-Dcentral.base.url=http://" + host + ":" + port,
                  "-Dcentral.allow.http=true")
              .run("http://" + host + ":" + port, "none", 5);
      assertThat(run.err()).doesNotContain("WARN", "ERROR");
      assertThat(gateway.tokenCalls()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(proxy.asked())
          .as("each token call and each request made a connection")
          .containsOnly(port)
          .hasSizeGreaterThanOrEqualTo(gateway.received().size());
      HostileRun.assertThatItWasServedAllTheTime(run);
    }
  }

  /** Since Java 9 loopback is never behind a SOCKS proxy. */
  private String hostBehindProxy(Jdk jdk) throws IOException {
    Files.writeString(directory.resolve("hosts"), "127.0.0.1 gateway.test");
    return jdk.feature() == 8 ? "127.0.0.1" : "gateway.test";
  }

  /** Servers such as WebLogic put their own URL handlers in the place of the JDK's. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void areShownToNoHandlerAndNoCookieStoreOfTheProgram(Jdk jdk) throws Exception {
    List<String> options = new ArrayList<>(ProgramRun.withAgent(gateway.baseUrl(), token));
    if (jdk.feature() > 8) {
      options.addAll(List.of("--add-opens", "java.base/java.net=ALL-UNNAMED"));
    }
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options,
            "io.centraltoken.probe.OwnUrlHandlers",
            gateway.baseUrl() + "/any/call",
            "5");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(7);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.tokenCalls()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(run.out())
        .contains("COOKIES " + gateway.baseUrl() + "/any/call")
        .doesNotContain("/oauth2/", "refresh_token", CentralSimulator.CLIENT_SECRET);
    HostileRun.assertThatItWasServedAllTheTime(run);
  }

  /**
   * It stays broken for the whole JVM where its start fails because there are no descriptors left.
   */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void startNoCryptographyForAGatewayThatSpeaksHttp(Jdk jdk) throws Exception {
    Path classes = directory.resolve("classes.log");
    String log =
        jdk.feature() == 8 ? "-verbose:class" : "-Xlog:class+load:file=" + classes.toString();
    ProgramRun run =
        hostile(jdk, log)
            .runUntil(() -> gateway.tokenCalls().size() >= 2, gateway.baseUrl(), "none");
    assertThat(gateway.tokenCalls()).hasSizeGreaterThanOrEqualTo(2);
    String loaded = jdk.feature() == 8 ? run.out() : Files.readString(classes);
    assertThat(loaded)
        .contains("io.centraltoken.agent.oauth.UrlConnectionTransport")
        .doesNotContain("javax.crypto.JceSecurity", "sun.security.ssl.SSLContextImpl");
  }

  private void awaitTokenCalls(Process process, int calls) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (gateway.tokenCalls().size() < calls) {
      assertThat(process.isAlive() && System.nanoTime() < end).as("in time").isTrue();
      Thread.sleep(20); // another process is waited for, there is nothing to be notified by
    }
  }

  private static int count(Process process, String kind) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc", process.pid() + "", kind))) {
      return (int) entries.count();
    }
  }

  private HostileRun hostile(Jdk jdk, String... more) {
    return new HostileRun(
        jdk, directory, List.of(), ProgramRun.withAgent(gateway.baseUrl(), token, more));
  }
}
