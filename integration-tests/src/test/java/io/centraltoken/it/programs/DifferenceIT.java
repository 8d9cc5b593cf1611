package io.centraltoken.it.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.centraltoken.it.Jdk;
import io.centraltoken.it.LogText;
import io.centraltoken.it.ProgramRun;
import io.centraltoken.it.SecurityPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the agent as without it: generated programs make their requests once without and once with
 * it, against a gateway that then rejects many of them at first, and must see the same; and so must
 * the gateway, but for {@code Authorization}. {@code -Dprograms.count} says how many, {@code
 * -Dprograms.first} the number of the first. From Java 11 on about half of them use java.net.http.
 */
class DifferenceIT {
  /** A pause of the machine is none of the agent's; a time-out that it makes longer is. */
  private static final int SLOWER_MILLIS = 5000;

  private static final int OF_ONE_JVM = 4000;
  private static final int MOST_TRIED_AGAIN = 50;
  private static final int ATTEMPTS = 3;

  private static final long FIRST = Long.getLong("programs.first", 1);
  private static final long COUNT = Long.getLong("programs.count", 100);

  @TempDir Path directory;

  private TokenFile tokens;
  private ProgramGateway gateway;

  @BeforeEach
  void start() throws IOException {
    tokens = new TokenFile(directory.resolve("token.json"));
    gateway = new ProgramGateway(tokens);
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestNewestAnd17")
  void showNoneButTheHeader(Jdk jdk) throws Exception {
    compare(jdk, COUNT);
  }

  /** What is sent again is no redirect and no retry of the JDK's. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestNewestAnd17")
  void showNoneWhereTheJdkMayTryOnce(Jdk jdk) throws Exception {
    compare(jdk, Math.min(200, COUNT), "-Djdk.httpclient.redirects.retrylimit=1");
    compare(jdk, Math.min(200, COUNT), "-Dhttp.maxRedirects=1");
  }

  /** The program may do little, and whatever the agent does for it must not need more. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.centraltoken.it.SecurityPolicy#oldestAndNewestJdk")
  void showNoneUnderASecurityManager(Jdk jdk) throws Exception {
    Path policy = SecurityPolicy.forProbe(directory, true);
    compare(
        jdk, Math.min(300, COUNT), "-Djava.security.manager", "-Djava.security.policy==" + policy);
  }

  private void compare(Jdk jdk, long count, String... more) throws Exception {
    int before = gateway.rejections();
    List<Long> once = new ArrayList<>();
    for (long done = 0; done < count; done += OF_ONE_JVM) {
      long some = Math.min(OF_ONE_JVM, count - done);
      once.addAll(differences(jdk, FIRST + done, some, List.of(more)).keySet());
    }
    int rejections = gateway.rejections() - before;
    List<String> again = new ArrayList<>();
    for (long number : once.subList(0, Math.min(MOST_TRIED_AGAIN, once.size()))) {
      again.addAll(repeated(jdk, number, List.of(more)));
    }
    System.out.printf(
        "%s: %d programs, %d rejected at first, different once: %s, each time: %d%n",
        jdk, count, rejections, once, again.size());
    assertThat(rejections).as("else little was tried").isGreaterThan((int) count / 10);
    assertThat(String.join("\n", again.subList(0, Math.min(5, again.size())))).isEmpty();
    assertThat(once).as("races of the JDK are rare").hasSizeLessThan(3 + (int) count / 1000);
  }

  /**
   * Whether a connection is used again, and what of a time-out comes first, is a race in the JDK
   * itself. So a program that differs is tried alone: with the agent it is as it should be where it
   * is once the same.
   */
  private List<String> repeated(Jdk jdk, long number, List<String> more) throws Exception {
    List<String> different = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      different.addAll(differences(jdk, number, 1, more).values());
    }
    return different.size() == ATTEMPTS ? different : List.of();
  }

  private Map<Long, String> differences(Jdk jdk, long first, long count, List<String> more)
      throws Exception {
    gateway.received(false);
    Map<Long, Program> without = run(jdk, first, count, more);
    int withoutLine = gateway.withoutLine();
    gateway.received(true);
    String[] options = more.toArray(new String[0]);
    Map<Long, Program> with =
        run(jdk, first, count, ProgramRun.withAgent(gateway.url(), tokens.path(), options));
    assertThat(without).hasSize((int) count);
    assertThat(gateway.withoutLine())
        .as("requests without a request line, some of which are races")
        .isCloseTo(withoutLine, within(4));
    Map<Long, String> differences = new TreeMap<>();
    without.forEach(
        (number, program) -> {
          String difference = program.differenceTo(with.get(number));
          if (difference != null) {
            differences.put(number, "program " + number + difference);
          }
        });
    return differences;
  }

  private Map<Long, Program> run(Jdk jdk, long first, long count, List<String> more)
      throws Exception {
    Path seen = directory.resolve("seen");
    List<String> options = new ArrayList<>(List.of("-Xverify:all"));
    options.addAll(more);
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options,
            "io.centraltoken.probe.programs.Programs",
            gateway.url(),
            gateway.elsewhere(),
            gateway.proxy(),
            gateway.proxyWithPassword(),
            String.valueOf(first),
            String.valueOf(count),
            seen.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("ERROR", LogText.HOOK_FAILED);
    return programs(Files.readAllLines(seen), gateway.received(false));
  }

  private static Map<Long, Program> programs(
      List<String> lines, Map<Long, List<ReceivedHop>> received) {
    Map<Long, Program> programs = new TreeMap<>();
    List<String> seen = new ArrayList<>();
    long number = 0;
    for (String line : lines) {
      if (line.startsWith("program ")) {
        number = Long.parseLong(line.substring(8));
        seen = new ArrayList<>();
      } else if (line.startsWith("took ")) {
        List<ReceivedHop> wire = received.getOrDefault(number, List.of());
        programs.put(number, new Program(seen, wire, Long.parseLong(line.substring(5))));
      } else {
        seen.add(line);
      }
    }
    return programs;
  }

  /** What one program saw and what was received of it. */
  private record Program(List<String> seen, List<ReceivedHop> wire, long millis) {
    /** Null: there is none. */
    String differenceTo(Program other) {
      boolean isSame =
          other != null
              && seen.equals(other.seen)
              && isSameWire(other.wire)
              && other.millis < millis + SLOWER_MILLIS;
      return isSame ? null : " without:" + this + "\n with:" + other;
    }

    private boolean isSameWire(List<ReceivedHop> others) {
      boolean isSame = wire.size() == others.size();
      for (int i = 0; isSame && i < wire.size(); i++) {
        isSame = wire.get(i).isSameAs(others.get(i));
      }
      return isSame;
    }

    @Override
    public String toString() {
      String received = wire.stream().map(hop -> "\n  " + hop).collect(Collectors.joining());
      return String.format("%n%s%s%n  %d ms", String.join("\n", seen), received, millis);
    }
  }
}
