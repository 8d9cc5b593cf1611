package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of several users, and files that cannot be replaced; needs root. Each program is one of a
 * user without rights, with tokens of 3 s.
 */
class ForeignFilesIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(3));

  @TempDir Path directory;
  private Path folder;
  private Path token;
  private OtherUser user;

  @BeforeEach
  void download() throws Exception {
    user = OtherUser.inFolder(directory);
    folder = Files.createDirectory(directory.resolve("store"));
    token = folder.resolve("token.json");
    gateway.downloadToken(token);
    user.own(folder);
    mode(token, "rw-------");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** As after a first start as root: others of that user may hold it. */
  @Test
  void exchangesNothingWithoutALockThatOthersMayHave() throws Exception {
    Path lock = Files.createFile(folder.resolve("token.json.lock"));
    mode(lock, "rw-------");
    ProgramRun run = run(user, "none", 6);
    assertThat(gateway.tokenCalls()).isEmpty();
    assertThat(run.err().lines().filter(line -> !line.contains("] INFO ")))
        .singleElement()
        .asString()
        .contains(
            "ERROR token refresh failed: "
                + lock.toRealPath()
                + " cannot be locked (permission denied); let the user of this JVM write it: its"
                + " owner, group and mode should be those of central.token.file");
    user.own(lock);
    HostileRun.assertThatItWasServedInTheEnd(run(user, "none", 4));
  }

  /** One run by hand as root over the files of a service. */
  @Test
  void leavesTheFilesOfAServiceToItWhereRootRunsOnce() throws Exception {
    HostileRun asRoot = hostile(List.of(), user.readableJdk());
    ProgramRun run = asRoot.run(gateway.baseUrl(), "none", 5);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    for (String name : List.of("token.json", "token.json.agent", "token.json.lock")) {
      Path file = folder.resolve(name);
      assertThat(Files.getAttribute(file, "unix:uid")).as(name).isEqualTo(user.uid());
      assertThat(Files.getAttribute(file, "unix:gid")).as(name).isEqualTo(user.gid());
      assertThat(mode(file)).as(name).isEqualTo("rw-------");
    }
    ProgramRun service = run(user, "none", 5);
    assertThat(service.err()).doesNotContain("WARN", "ERROR");
    HostileRun.assertThatItWasServedAllTheTime(service);
  }

  /** A volume of a group, and a pod with another user after the first. */
  @Test
  void sharesItsFilesWithAGroup() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    mode(token, "rw-rw----");
    OtherUser successor = user.withUid(user.uid() + 1);
    for (OtherUser pod : List.of(user, successor, user)) {
      ProgramRun run = run(pod, "none", 5);
      assertThat(run.err()).as(pod.toString()).doesNotContain("WARN", "ERROR");
      HostileRun.assertThatItWasServedAllTheTime(run);
      for (String name : List.of("token.json", "token.json.agent", "token.json.lock")) {
        assertThat(mode(folder.resolve(name))).as(name).isEqualTo("rw-rw----");
        assertThat(Files.getAttribute(folder.resolve(name), "unix:gid"))
            .as(name)
            .isEqualTo(user.gid());
      }
    }
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  /** Docker's -v file, Kubernetes' subPath: a rename is EBUSY. */
  @Test
  void writesAFileInPlaceThatIsAMountOfItsOwn() throws Exception {
    assumeTrue(succeeds("mount", "--bind", token.toString(), token.toString()), "can be mounted");
    try {
      ProgramRun run = run(user, "none", 6);
      assertThatItWasWrittenInPlace(run, "busy");
    } finally {
      assertThat(succeeds("umount", token.toString())).isTrue();
    }
    assertThat(run(user, "none", 4).err()).as("with the same pair").doesNotContain("WARN", "ERROR");
  }

  /** Another user's file that everybody may write, in a folder like /tmp: a rename is EPERM. */
  @Test
  void writesAFileInPlaceInAStickyFolder() throws Exception {
    user.withUid(user.uid() + 1).own(token);
    mode(token, "rw-rw-rw-");
    assertThat(succeeds("chown", "root:root", folder.toString())).isTrue();
    assertThat(succeeds("chmod", "1777", folder.toString())).isTrue();
    assertThatItWasWrittenInPlace(run(user, "none", 6), "(");
  }

  /** Its folder is root's: there is neither a lock nor a copy, and the file can be written. */
  @Test
  void writesAFileInPlaceWhoseFolderCannotBeWritten() throws Exception {
    assertThat(succeeds("chown", "root:root", folder.toString())).isTrue();
    mode(folder, "rwxr-xr-x");
    ProgramRun run = run(user, "none", 6);
    assertThat(run.err())
        .contains("cannot be replaced (", ") and is written in place")
        .contains("WARN the token file cannot be locked, so let no other process use it");
    assertThat(generation()).isPositive();
    HostileRun.assertThatItWasServedAllTheTime(run);
  }

  /** A process that was stopped, or hangs in its disk, in the middle of an exchange. */
  @Test
  void saysWhichProcessHoldsTheLockForLongAndDelaysNobody() throws Exception {
    Process holder = holdTheLock();
    try {
      HostileRun hostile = hostile(user.command(), user.readableJdk());
      Process process = hostile.start(gateway.baseUrl(), "none", 20);
      Thread.sleep(12_000); // more than twice the time after which it is said
      holder.destroyForcibly().waitFor();
      ProgramRun run = hostile.end(process);
      assertThat(run.err().lines().filter(line -> line.contains("] ERROR ")))
          .singleElement()
          .asString()
          .contains("another process has held the lock of central.token.file for more than 5 s")
          .contains("process " + holder.pid() + " (", "token.json.lock)");
      List<String> bare =
          run.out().lines().filter(line -> line.startsWith("REQUEST 401 ")).toList();
      assertThat(bare).as("nobody waits for long").hasSizeGreaterThan(20);
      HostileRun.assertThatItWasServedInTheEnd(run);
    } finally {
      holder.destroyForcibly();
    }
  }

  private Process holdTheLock() throws Exception {
    Path lock = Files.createFile(folder.resolve("token.json.lock"));
    user.own(lock);
    List<String> command = new ArrayList<>(user.command(user.readableJdk().java().toString()));
    command.addAll(List.of("-cp", System.getProperty("probe.classes")));
    command.addAll(List.of("io.centraltoken.probe.LockHolder", lock.toString()));
    Process holder = new ProcessBuilder(command).start();
    BufferedReader out = holder.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("LOCKED true");
    return holder;
  }

  private void assertThatItWasWrittenInPlace(ProgramRun run, String why) throws IOException {
    assertThat(run.err().lines().filter(line -> !line.contains("] INFO ")))
        .singleElement()
        .asString()
        .contains("WARN " + token.toRealPath() + " cannot be replaced (", why)
        .contains(") and is written in place");
    assertThat(generation()).isPositive();
    HostileRun.assertThatItWasServedAllTheTime(run);
  }

  private long generation() throws IOException {
    return new ObjectMapper()
        .readTree(token.toFile())
        .path("central_agent")
        .path("generation")
        .asLong();
  }

  private ProgramRun run(OtherUser as, String mischief, int seconds) throws Exception {
    return hostile(as.command(), user.readableJdk()).run(gateway.baseUrl(), mischief, seconds);
  }

  private HostileRun hostile(List<String> prefix, Jdk jdk) {
    return new HostileRun(jdk, directory, prefix, ProgramRun.withAgent(gateway.baseUrl(), token));
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
