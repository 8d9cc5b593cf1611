package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which classes a program pays for that makes no request: loading them is most of what the agent
 * costs at a start. {@code docs/performance.md} has the list, with the reason for each of ours.
 */
class ClassLoadingIT extends DownloadedToken {
  private static final Path DOCUMENT = Path.of("../docs/performance.md");
  private static final Pattern OURS = Pattern.compile("(?m)^\\| `(io\\.centraltoken\\.\\S+)` \\|");
  private static final Pattern LIMIT =
      Pattern.compile("(?m)^\\| ([0-9]+) \\| ([0-9]+) \\| ([0-9]+) \\|$");
  private static final Pattern SINCE_9 = Pattern.compile("(?m)^(\\S+) source: (\\S+).*$");
  private static final Pattern JAVA_8 = Pattern.compile("(?m)^\\[Loaded (\\S+) from (\\S+)\\]$");

  ClassLoadingIT() {
    super(Duration.ofHours(2));
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void ofAProgramWithoutARequestIsAsTheDocumentSays(Jdk jdk) throws Exception {
    String document = Files.readString(DOCUMENT);
    Map<String, String> loaded = loadedBy(jdk, ProgramRun.withAgent(gateway.baseUrl(), token));
    Set<String> expected = new TreeSet<>();
    OURS.matcher(document).results().forEach(row -> expected.add(row.group(1)));
    if (jdk.feature() < 11) {
      expected.removeIf(name -> name.contains(".HttpClient"));
    }
    assertThat(loaded.keySet().stream().filter(name -> name.startsWith("io.centraltoken.agent.")))
        .as("of the agent, %s", jdk)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(loaded.keySet())
        .noneMatch(name -> name.contains("bytebuddy") || name.contains("jackson"));
    assertOfJdk(jdk, document, loaded);
  }

  /** None of those that are not in its CDS archive is new, and few of the others. */
  private void assertOfJdk(Jdk jdk, String document, Map<String, String> loaded) throws Exception {
    Path empty = CompiledAgent.empty(directory);
    Map<String, String> floor = loadedBy(jdk, List.of("-javaagent:" + empty));
    Set<String> more = new TreeSet<>(loaded.keySet());
    more.removeAll(floor.keySet());
    more.removeIf(name -> name.startsWith("io.centraltoken.agent.") || name.contains("/0x"));
    Set<String> expensive =
        more.stream()
            .filter(name -> !loaded.get(name).startsWith("shared"))
            .collect(Collectors.toCollection(TreeSet::new));
    System.out.printf(
        "%s: %d classes of the JDK more than with an empty agent, %d of them not from CDS: %s%n",
        jdk, more.size(), expensive.size(), expensive);
    MatchResult row =
        LIMIT
            .matcher(document)
            .results()
            .filter(found -> found.group(1).equals(String.valueOf(jdk.feature())))
            .findFirst()
            .orElseThrow();
    assertThat(more).as("of the JDK").hasSizeLessThanOrEqualTo(Integer.parseInt(row.group(2)));
    if (floor.containsValue("shared")) { // else this JDK has no archive
      assertThat(expensive)
          .as("of the JDK and not from CDS")
          .hasSizeLessThanOrEqualTo(Integer.parseInt(row.group(3)));
    }
  }

  /** Name and source of each class that the program loads. */
  private Map<String, String> loadedBy(Jdk jdk, List<String> agent) throws Exception {
    Path log = directory.resolve("classes");
    List<String> options = new ArrayList<>(agent);
    options.add(jdk.feature() == 8 ? "-verbose:class" : "-Xlog:class+load:file=" + log + ":none");
    ProgramRun run = ProgramRun.run(jdk, directory, options, "io.centraltoken.probe.Hello");
    assertThat(run.out()).contains("hello");
    String lines = jdk.feature() == 8 ? run.out() : Files.readString(log);
    Map<String, String> loaded = new TreeMap<>();
    (jdk.feature() == 8 ? JAVA_8 : SINCE_9)
        .matcher(lines)
        .results()
        .forEach(line -> loaded.put(line.group(1), line.group(2)));
    return loaded;
  }
}
