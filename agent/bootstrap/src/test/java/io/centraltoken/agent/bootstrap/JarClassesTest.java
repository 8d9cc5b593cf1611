package io.centraltoken.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarClassesTest {
  private static final byte[] NOISE = new byte[5000];
  private static final byte[] ZEROS = new byte[100_000];

  @TempDir Path directory;

  private Path jar;

  @BeforeEach
  void write() throws IOException {
    new Random(1).nextBytes(NOISE);
    jar = directory.resolve("a.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setComment("whose length is no matter");
      out.putNextEntry(new ZipEntry("folder/"));
      add(out, "folder/noise", NOISE);
      add(out, "folder/zeros", ZEROS);
      add(out, "empty", new byte[0]);
      ZipEntry stored = new ZipEntry("stored");
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(NOISE.length);
      CRC32 sum = new CRC32();
      sum.update(NOISE);
      stored.setCrc(sum.getValue());
      stored.setExtra(new byte[] {1, 2, 0, 0});
      out.putNextEntry(stored);
      out.write(NOISE);
    }
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
  }

  @Test
  void findsInMemoryWhatTheFileHeld() throws Exception {
    JarClasses classes = new JarClasses(jar.toFile());
    assertThatItFindsAll(classes);
    Files.write(jar, new byte[10], StandardOpenOption.TRUNCATE_EXISTING);
    classes.leaveFile();
    assertThatItFindsAll(classes);
  }

  private static void assertThatItFindsAll(JarClasses classes) throws IOException {
    assertThat(classes.find("folder/noise")).isEqualTo(NOISE);
    assertThat(classes.find("folder/zeros")).isEqualTo(ZEROS);
    assertThat(classes.find("empty")).isEmpty();
    assertThat(classes.find("stored")).isEqualTo(NOISE);
    assertThat(classes.find("none")).isNull();
  }

  /** As while somebody copies another one over it. */
  @Test
  void rejectsAJarThatIsNotWhole() throws IOException {
    byte[] whole = Files.readAllBytes(jar);
    for (int length : new int[] {0, 1, 21, 22, 1000, whole.length - 60}) {
      Files.write(jar, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(IOException.class)
          .as("%s bytes", length)
          .isThrownBy(() -> new JarClasses(jar.toFile()));
    }
  }

  @Test
  void rejectsAnEntryThatIsNotWhole() throws Exception {
    byte[] bytes = Files.readAllBytes(jar);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int zeros = text.indexOf("folder/zeros") + "folder/zeros".length();
    Arrays.fill(bytes, zeros, zeros + 20, (byte) 0);
    Files.write(jar, bytes);
    JarClasses classes = new JarClasses(jar.toFile());
    classes.leaveFile();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> classes.find("folder/zeros"))
        .withMessageStartingWith("the agent's jar is damaged: ");
  }
}
