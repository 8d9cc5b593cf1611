package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The agent's memory after {@code memory.rotations} rotations and after as many again. In a JVM of
 * its own: in this one, other tests may have left threads that work on.
 *
 * @see ManyRotations
 */
@Tag("long")
class SteadyMemoryTest {
  private static final int ROTATIONS = Integer.getInteger("memory.rotations", 400);
  private static final long NOISE_BYTES = 16 * 1024;
  private static final Pattern RESULT = Pattern.compile("(\\d+) pairs, (-?\\d+) bytes more");

  @Test
  void doesNotGrowWithTheNumberOfRotations() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ManyRotations.class.getName(),
                String.valueOf(ROTATIONS))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher result = RESULT.matcher(output);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(result.find()).as(output).isTrue();
    System.out.print(output);
    assertThat(Integer.parseInt(result.group(1))).as("pairs").isGreaterThan(5 * ROTATIONS);
    assertThat(Long.parseLong(result.group(2))).as("bytes more").isLessThan(NOISE_BYTES);
  }
}
