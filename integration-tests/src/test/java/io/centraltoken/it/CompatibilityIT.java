package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of request on each JDK, once let through and once rejected first, by http and by https.
 * What must come of it stands in {@code docs/compatibility.md}: the tables are the expectation.
 */
@Tag("long")
class CompatibilityIT extends TlsGateway {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\S+)` \\| (\\S+) \\| (\\S+) \\| (\\S+) \\|$");

  CompatibilityIT() {
    super(Duration.ofHours(2));
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void doesWhatTheTableSays(Jdk jdk) throws Exception {
    Map<String, String> expected = expected(jdk.feature());
    for (String baseUrl : List.of(gateway.baseUrl(), gateway.httpsBaseUrl())) {
      assertThat(outcomes(jdk, baseUrl, "/any/let-through/"))
          .as("let through, %s", baseUrl)
          .containsOnlyKeys(expected.keySet())
          .allSatisfy((shape, outcome) -> assertThat(outcome).as(shape).isEqualTo("200"));
      gateway.faults().rejectFirst(true);
      assertThat(outcomes(jdk, baseUrl, "/any/rejected/"))
          .as("rejected first, %s", baseUrl)
          .containsExactlyInAnyOrderEntriesOf(expected);
      gateway.faults().rejectFirst(false);
    }
  }

  /**
   * In the clear and by CONNECT; of what is in the tunnel the proxy sees nothing. The agent's own
   * calls know no password of a proxy, so no request is refused where that is asked for.
   */
  @ParameterizedTest
  @MethodSource("throughProxies")
  void doesTheSameThroughAProxy(Jdk jdk, boolean asksForPassword) throws Exception {
    for (String baseUrl : List.of(gateway.baseUrl(), gateway.httpsBaseUrl())) {
      gateway.faults().rejectFirst(!asksForPassword);
      try (ForwardProxy proxy = new ForwardProxy(asksForPassword, any -> URI.create(baseUrl))) {
        String[] options = proxy.options().toArray(new String[0]);
        Map<String, String> expected = expected(jdk.feature());
        if (asksForPassword) {
          expected.replaceAll((shape, statuses) -> "200");
        }
        assertThat(outcomes(jdk, baseUrl, "/any/rejected/", options))
            .as(baseUrl)
            .containsExactlyInAnyOrderEntriesOf(expected);
        assertThatAllWentThrough(proxy, baseUrl, asksForPassword ? 407 : 200, expected.size());
      }
      gateway.faults().rejectFirst(false);
    }
  }

  /** A tunnel serves many. */
  private static void assertThatAllWentThrough(
      ForwardProxy proxy, String baseUrl, int status, int requests) {
    boolean tunnel = baseUrl.startsWith("https:");
    assertThat(proxy.asked())
        .hasSizeGreaterThanOrEqualTo(tunnel ? 1 : requests)
        .allMatch(asked -> asked.method().equals("CONNECT") == tunnel)
        .allMatch(asked -> !tunnel || asked.authorizations().isEmpty())
        .anyMatch(asked -> asked.status() == status);
  }

  static Stream<Arguments> throughProxies() throws IOException {
    return Jdk.smallSample().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, false), Arguments.of(jdk, true)));
  }

  /** What the wire shows of each: the statuses in their order, and that each hop had one token. */
  private Map<String, String> outcomes(Jdk jdk, String baseUrl, String path, String... more)
      throws Exception {
    int before = gateway.received().size();
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> options = ProgramRun.withAgent(keyStore, baseUrl, token, more);
    ProgramRun run = ProgramRun.probe(jdk, directory, options, "once", baseUrl + path);
    assertThat(run.err()).doesNotContain("ERROR", "WARN", "Exception");
    List<ReceivedRequest> received = gateway.received();
    Map<String, String> outcomes = new TreeMap<>();
    Map<String, List<ReceivedRequest>> hops = new TreeMap<>();
    for (ReceivedRequest hop : received.subList(before, received.size())) {
      if (hop.path().startsWith(path)) {
        String shape = hop.path().substring(path.length());
        outcomes.merge(shape, String.valueOf(hop.status()), (first, next) -> first + "," + next);
        hops.computeIfAbsent(shape, none -> new ArrayList<>()).add(hop);
      }
    }
    hops.forEach(CompatibilityIT::assertEachHopIsWhole);
    for (String line : run.out().lines().toList()) {
      String[] seen = line.split(" ", 2);
      assertThat(outcomes.get(seen[0]))
          .as("last on the wire, and seen by %s", line)
          .endsWith(seen[1]);
    }
    return outcomes;
  }

  private static void assertEachHopIsWhole(String shape, List<ReceivedRequest> hops) {
    assertThat(hops)
        .as(shape)
        .allSatisfy(
            hop ->
                assertThat(hop.authorizations()).singleElement().asString().startsWith("Bearer "))
        .extracting(ReceivedRequest::bodyLength)
        .as("the same body each time, %s", shape)
        .containsOnly(hops.get(0).bodyLength());
    boolean hasBody = !shape.contains("/none/") && !shape.contains("/empty/");
    assertThat(hops.get(0).bodyLength() > 0).as(shape).isEqualTo(hasBody);
  }

  /** By kind of request: what the wire shows of one that is rejected first. */
  private static Map<String, String> expected(int feature) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    Path tables = Path.of(System.getProperty("compatibility.tables"));
    Matcher row = ROW.matcher(Files.readString(tables));
    while (row.find()) {
      if (feature >= Integer.parseInt(row.group(2).replaceFirst("–.*", ""))) {
        expected.put(row.group(1), row.group(4));
      }
    }
    return expected;
  }
}
