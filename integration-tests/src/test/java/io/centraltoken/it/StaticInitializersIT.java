package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An exchange runs no static initializer: an OutOfMemoryError in one breaks its class for the life
 * of the JVM, and no token would be refreshed any more.
 */
class StaticInitializersIT {
  /** A class that has one; hidden classes are made where they are used, and made again. */
  private static final Pattern RUNS =
      Pattern.compile("Initializing '([^'+]+)' \\(0x", Pattern.MULTILINE);

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(12));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  static Stream<Jdk> withLog() throws IOException {
    return Jdk.smallSample(jdk -> jdk.feature() >= 17).stream();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withLog")
  void runAtTheStartAndNotInAnExchange(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    gateway.faults().token(TokenFault.UNAVAILABLE, 1);
    Set<String> early = new TreeSet<>();
    Set<String> late = new TreeSet<>();
    List<String> options =
        ProgramRun.withAgent(
            gateway.baseUrl(),
            token,
            "-Dcentral.jmx=false", // it comes later, and no exchange needs it
            "-Xlog:class+init=info:file=" + log() + ":none");
    ProgramRun run =
        new HostileRun(jdk, directory, List.of(), options)
            .runUntil(
                () -> {
                  (gateway.tokenCalls().isEmpty() ? early : late).addAll(initialized());
                  return gateway.tokenCalls().size() >= 3;
                },
                gateway.baseUrl(),
                "none");
    assertThat(run.err()).contains("refreshed");
    assertThat(early).contains("com/fasterxml/jackson/core/json/UTF8JsonGenerator");
    late.removeAll(early);
    late.removeIf(name -> name.contains("Authenticat")); // of a request that was rejected meanwhile
    assertThat(late).isEmpty();
  }

  private Path log() {
    return directory.resolve("initialized");
  }

  private List<String> initialized() {
    try {
      String log = Files.exists(log()) ? Files.readString(log()) : "";
      return RUNS.matcher(log).results().map(line -> line.group(1)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
