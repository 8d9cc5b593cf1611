package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores that cannot be written, on a real file system of their own; needs the right to mount one.
 * Tokens of 3 s: what is put off for hours with those of Central is put off for a second here.
 */
class BadDiskIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(3));
  private final ExecutorService programs = Executors.newCachedThreadPool();

  @TempDir Path directory;
  private Path disk;
  private Path token;
  private volatile boolean repaired;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", disk.toString()),
        "a file system can be mounted");
    token = Files.createDirectory(disk.resolve("store")).resolve("token.json");
    gateway.downloadToken(token);
  }

  @AfterEach
  void unmount() throws Exception {
    programs.shutdownNow();
    gateway.close();
    if (Files.exists(disk)) {
      succeeds("umount", disk.toString());
    }
  }

  @Test
  void servesOnAFullDiskAndStoresWhenThereIsRoomAgain() throws Exception {
    Path filler = disk.resolve("filler");
    fill(filler);
    Future<ProgramRun> run = programs.submit(() -> start(token, this::storedAgain));
    awaitRotations(3);
    assertThat(generation(token)).as("nothing could be stored").isZero();
    Files.delete(filler);
    repaired = true;
    ProgramRun ended = run.get();
    assertThat(ended.err())
        .contains("ERROR " + LogText.CANNOT_WRITE, "No space left")
        .contains("ERROR " + LogText.NOT_STORED);
    servedAllTheTime();
    goesOnAfterARestart();
  }

  @Test
  void servesOnAReadOnlyFileSystem() throws Exception {
    Future<ProgramRun> run = programs.submit(() -> start(token, this::storedAgain));
    awaitRotations(2);
    remount("ro");
    long stored = generation(token);
    awaitRotations(gateway.presentedRefreshTokens().size() + 2);
    assertThat(generation(token)).isEqualTo(stored);
    remount("rw");
    repaired = true;
    assertThat(run.get().err()).contains("ERROR " + LogText.NOT_STORED, "Read-only file system");
    servedAllTheTime();
    goesOnAfterARestart();
  }

  @Test
  void servesWhileItsFolderIsGone() throws Exception {
    Future<ProgramRun> run = programs.submit(() -> start(token, this::storedAgain));
    awaitRotations(2);
    Path away = disk.resolve("away");
    Files.move(token.getParent(), away);
    awaitRotations(gateway.presentedRefreshTokens().size() + 2);
    Files.move(away, token.getParent());
    repaired = true;
    assertThat(run.get().err()).contains("ERROR " + LogText.NOT_STORED);
    servedAllTheTime();
    goesOnAfterARestart();
  }

  @Test
  void servesFromAFileOfAnotherUser() throws Exception {
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    String[] nobody = {"setpriv", "--reuid=65534", "--clear-groups"};
    ProgramRun run =
        new HostileRun(
                readableFor(nobody),
                directory,
                List.of(nobody),
                ProgramRun.withAgent(gateway.baseUrl(), token))
            .runUntil(ProcessWait.refreshed(gateway, 3), gateway.baseUrl(), "none");
    assertThat(run.err())
        .contains("WARN the token file cannot be locked, so let no other process use it")
        .contains("ERROR " + LogText.CANNOT_WRITE)
        .contains("AccessDeniedException")
        .contains("ERROR " + LogText.NOT_STORED);
    assertThat(generation(token)).isZero();
    servedAllTheTime();
  }

  /** One by the file's name, one by that of a link in another folder. */
  @Test
  void knowsOneStoreByTwoNames() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link.json"), token);
    List<Future<ProgramRun>> runs = new ArrayList<>();
    runs.add(programs.submit(() -> start(token, ProcessWait.refreshed(gateway, 3))));
    runs.add(programs.submit(() -> start(link, ProcessWait.refreshed(gateway, 3))));
    for (Future<ProgramRun> run : runs) {
      assertThat(run.get().err()).doesNotContain("WARN", "ERROR");
    }
    assertThat(link).isSymbolicLink();
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(3)
        .doesNotHaveDuplicates();
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  /** The latest pair is in the file. */
  private boolean storedAgain() throws IOException {
    return repaired && generation(token) >= gateway.presentedRefreshTokens().size();
  }

  private void servedAllTheTime() {
    assertThat(gateway.apiCalls())
        .hasSizeGreaterThan(20)
        .as("no request was rejected, save one on the wire while its token was replaced")
        .allSatisfy(
            call ->
                assertThat(call.status() == 200 || call.sinceDeath() != null)
                    .as(call.toString())
                    .isTrue())
        .filteredOn(call -> call.status() != 200)
        .hasSizeLessThanOrEqualTo(3);
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  private void goesOnAfterARestart() throws Exception {
    assertThat(generation(token)).isPositive();
    int before = gateway.presentedRefreshTokens().size();
    assertThat(start(token, ProcessWait.refreshed(gateway, before + 1)).err())
        .doesNotContain("WARN", "ERROR");
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThan(before);
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  /** Some JDKs may lie where only the user of the build can read. */
  private static Jdk readableFor(String[] nobody) throws Exception {
    assumeTrue(succeeds(nobody, "cat", ProgramRun.agentJar().toString()), "the build is readable");
    for (Jdk jdk : Jdk.all()) {
      if (succeeds(nobody, jdk.java().toString(), "-version")) {
        return jdk;
      }
    }
    return abort("no JDK is readable for everybody");
  }

  private ProgramRun start(Path file, ProcessWait.Condition enough) throws Exception {
    Path folder = Files.createTempDirectory(directory, "run");
    return ProgramRun.startUntil(
        enough,
        Jdk.all().get(0),
        folder,
        ProgramRun.withAgent(gateway.baseUrl(), file),
        "--base-url=" + gateway.baseUrl(),
        "--pause-millis=100");
  }

  private void awaitRotations(int rotations) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (gateway.presentedRefreshTokens().size() < rotations) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20); // another process is waited for, there is nothing to be notified by
    }
  }

  /** Whole at any time: a file that is empty or half fails here. */
  private static long generation(Path file) throws IOException {
    JsonNode token = new ObjectMapper().readTree(file.toFile());
    assertThat(token.path("access_token").asText()).isNotEmpty();
    assertThat(token.path("refresh_token").asText()).isNotEmpty();
    return token.path("central_agent").path("generation").asLong();
  }

  private static void fill(Path filler) throws IOException {
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[1024]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private void remount(String mode) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!succeeds("mount", "-o", "remount," + mode, disk.toString())) {
      assertThat(System.nanoTime()).as("busy for long").isLessThan(end);
    }
  }

  private static boolean succeeds(String[] prefix, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(prefix));
    all.addAll(List.of(command));
    return succeeds(all.toArray(String[]::new));
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
