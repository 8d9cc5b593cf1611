package io.centraltoken.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.runtime.AgentThreads;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LogWriterTest {
  private static final long LONG = 20_000;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CountDownLatch read = new CountDownLatch(1);

  @TempDir Path directory;

  @Test
  void holdsLinesBackUntilItIsStarted() {
    LogWriter log = new LogWriter(new PrintStream(written, true), null, true, false);
    log.write("first");
    log.write("second");
    assertThat(lines()).isEmpty();
    log.start(new AgentThreads());
    log.flush(LONG);
    assertThat(lines()).containsExactly("first", "second");
  }

  @Test
  void writesAtOnceBeforeItsThreadIsStarted() {
    LogWriter log = new LogWriter(new PrintStream(written, true), null, false, false);
    log.write("first");
    assertThat(lines()).containsExactly("first");
  }

  /** A log driver that has stalled: the pipe is full, and nobody reads it. */
  @Test
  void blocksNobodyWhileNobodyReadsStderrAndSaysHowManyLinesWereDropped() {
    LogWriter log = new LogWriter(new PrintStream(new Stalled(), true), null, false, false);
    log.start(new AgentThreads());
    for (int i = 0; i < 1000; i++) {
      log.write("line " + i);
    }
    log.flush(50);
    assertThat(lines()).as("it is blocked in the first line").isEmpty();
    read.countDown();
    log.flush(LONG);
    log.write("last");
    log.flush(LONG);
    assertThat(lines()).startsWith("line 0").endsWith("last").hasSizeBetween(500, 510);
    assertThat(lines())
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .matches(".*WARN (499|500) lines were dropped because this log could not be written");
  }

  @Test
  void goesOnWithAFileThatARotationHasRenamed() throws IOException {
    File file = directory.resolve("agent.log").toFile();
    LogWriter log = new LogWriter(new PrintStream(written, true), LogFile.of(file), false, false);
    log.start(new AgentThreads());
    log.write("before");
    log.flush(LONG);
    Files.move(file.toPath(), directory.resolve("agent.log.1"));
    log.write("after");
    log.flush(LONG);
    assertThat(directory.resolve("agent.log.1")).content().isEqualToIgnoringNewLines("before");
    assertThat(file).content().isEqualToIgnoringNewLines("after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
        .isEqualTo("rw-------");
    assertThat(lines()).isEmpty();
  }

  @Test
  void writesToStderrWhatItsFileDoesNotTake() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    File file = folder.resolve("agent.log").toFile();
    LogWriter log = new LogWriter(new PrintStream(written, true), LogFile.of(file), false, false);
    Files.delete(file.toPath());
    Files.delete(folder);
    log.write("one");
    log.write("two");
    assertThat(lines()).hasSize(3).endsWith("one", "two");
    assertThat(lines().get(0)).contains("WARN central.log.file cannot be written: ");
  }

  private java.util.List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private final class Stalled extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      try {
        read.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
      written.write(octet);
    }
  }
}
