package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client libraries that programs use, on top of the two clients of the JDK. */
class LibrariesIT {
  /** A token of two seconds is replaced after some 1.3. */
  private static final int SECONDS = Integer.getInteger("libraries.seconds", 18);

  private static final Path LIBRARIES = Path.of(System.getProperty("client.libraries"));

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(2));
  private final ExecutorService sibling = Executors.newSingleThreadExecutor();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    sibling.shutdownNow();
    gateway.close();
  }

  /** Rotations by this process and by another one that shares the token file, as it comes. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("libraries")
  void noneSeesARotation(Jdk jdk, String libraries) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    Future<ProgramRun> other = startSibling(jdk, token);
    ProgramRun run = ProgramRun.probe(jdk, directory, options(libraries, token), load(libraries));

    assertThat(other.get().figure("failed")).isZero();
    List<String> loads = run.loads();
    System.out.printf(
        "%s: %d rotations, %d of them by this process, %d rejected on the wire%n%s%n",
        jdk,
        gateway.presentedRefreshTokens().size(),
        rotations(run),
        calls().stream().filter(call -> call.status() == 401).count(),
        String.join("\n", loads));
    assertThat(run.err()).doesNotContain("] ERROR ", LogText.REFRESH_FAILED);
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(SECONDS * 10 / 17)
        .doesNotHaveDuplicates();
    assertThat(loads)
        .hasSameSizeAs(names(libraries))
        .allSatisfy(load -> assertThat(ProgramRun.figure(load, "failed")).as(run.out()).isZero())
        .allSatisfy(load -> assertThat(ProgramRun.figure(load, "rejected")).as(load).isZero());
    assertThat(calls())
        .filteredOn(call -> call.path().startsWith("/any/library/"))
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.authorizations()).hasSize(1);
              assertThat(call.path()).endsWith("/" + call.bodyLength());
            });
  }

  /** Nothing that the agent does helps here, so it must say so. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void oneThatIsNotHookedIsNamed(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options("java8", token),
            "io.centraltoken.libraries.ApacheCall",
            gateway.baseUrl() + "/any/call",
            "13"); // the agent begins its work after 10 s where no request comes to a hook
    assertThat(run.out()).contains("STATUS 401").doesNotContain("STATUS 200");
    assertThat(run.err())
        .containsOnlyOnce("INFO this program uses Apache HttpClient 4, which is not hooked")
        .doesNotContain("ERROR");
  }

  static Stream<Arguments> libraries() throws IOException {
    List<Arguments> all = new ArrayList<>();
    Jdk.oldestAndNewest().forEach(jdk -> all.add(Arguments.of(jdk, "java8")));
    Jdk.all().stream()
        .filter(jdk -> jdk.feature() == 17 || jdk.feature() == 27)
        .forEach(jdk -> all.add(Arguments.of(jdk, "java17")));
    return all.stream();
  }

  private Future<ProgramRun> startSibling(Jdk jdk, Path token) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("sibling"));
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token);
    List<String> arguments = List.of("--base-url=" + gateway.baseUrl(), "--seconds=" + SECONDS);
    return sibling.submit(() -> ProgramRun.start(jdk, folder, options, arguments));
  }

  private List<String> options(String libraries, Path token) throws IOException {
    Path target = LIBRARIES.resolve(libraries).resolve("target");
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token);
    String rest = Files.readString(target.resolve("class-path"));
    options.addAll(List.of("-cp", target.resolve("classes") + ":" + rest));
    return options;
  }

  private String[] load(String libraries) throws IOException {
    List<String> load =
        new ArrayList<>(List.of("load", gateway.baseUrl() + "/any", String.valueOf(SECONDS)));
    load.addAll(names(libraries));
    return load.toArray(String[]::new);
  }

  private static List<String> names(String libraries) throws IOException {
    Path services =
        LIBRARIES
            .resolve(libraries)
            .resolve("target/classes/META-INF/services/io.centraltoken.probe.Shape");
    return Files.readAllLines(services).stream()
        .map(name -> "library/" + name.replaceAll(".*\\.|Shape$", ""))
        .toList();
  }

  private static long rotations(ProgramRun run) {
    return run.err().lines().filter(line -> line.contains("] INFO refreshed, ")).count();
  }

  private List<ReceivedRequest> calls() {
    return gateway.received().stream().filter(call -> call.path().startsWith("/any/")).toList();
  }
}
