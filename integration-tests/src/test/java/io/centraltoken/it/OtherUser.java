package io.centraltoken.it;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A user without rights, whom no other process belongs to: programs are started as such a one by
 * {@code setpriv}, which needs root.
 */
record OtherUser(int uid, int gid) {
  private static final int NUMBER = 54_321;

  /** Owner of a folder and of all that lies in it. */
  static OtherUser inFolder(Path folder) throws Exception {
    OtherUser user = new OtherUser(NUMBER, NUMBER);
    assumeTrue(user.succeeds("true"), "programs can be started as another user");
    assumeTrue(
        user.succeeds("cat", ProgramRun.agentJar().toString()), "the build is readable for it");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    user.own(folder);
    return user;
  }

  OtherUser withUid(int other) {
    return new OtherUser(other, gid);
  }

  /** Gives a file, or a folder and all that lies in it, to this user. */
  void own(Path path) throws Exception {
    run("chown", "-R", uid + ":" + gid, path.toString());
  }

  /** What to put before a command so that it runs as this user. */
  List<String> command(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"));
    command.addAll(List.of(more));
    return command;
  }

  /** Some JDKs may lie where only the user of the build can read. */
  Jdk readableJdk() throws Exception {
    for (Jdk jdk : Jdk.all()) {
      if (succeeds(jdk.java().toString(), "-version")) {
        return jdk;
      }
    }
    return abort("no JDK is readable for everybody");
  }

  private boolean succeeds(String... command) throws Exception {
    List<String> whole = command(command);
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }
}
