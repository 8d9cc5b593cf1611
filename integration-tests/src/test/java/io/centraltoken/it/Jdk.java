package io.centraltoken.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK to start programs with. The system property {@code jdks.homes} or the environment variable
 * {@code JAVA_HOMES} names those to use; without them, this one, what the system has installed and
 * what {@code .ci/jdks} has put into its cache. The system property {@code jdks.required} names
 * feature versions that must be among them, separated by commas, so that a test that was to run on
 * each cannot pass by running on fewer.
 */
public record Jdk(int feature, Path java) {
  private static final Set<Integer> SUPPORTED = Set.of(8, 11, 17, 21, 25, 26, 27);

  /** What each has said, because a run asks a hundred times. */
  private static final Map<Path, Integer> FEATURES = new ConcurrentHashMap<>();

  private static final Pattern VERSION = Pattern.compile("\"(?:1\\.)?([0-9]+)");

  /** One of each supported feature version that is there, oldest first. */
  public static List<Jdk> all() throws IOException {
    Map<Integer, Jdk> found = new TreeMap<>();
    for (Path home : homes()) {
      Path java = home.resolve("bin/java");
      if (Files.isExecutable(java)) {
        int feature = featureOf(java);
        if (SUPPORTED.contains(feature)) {
          found.putIfAbsent(feature, new Jdk(feature, java));
        }
      }
    }
    for (String required : System.getProperty("jdks.required", "").split(",")) {
      if (!required.isBlank() && !found.containsKey(Integer.valueOf(required.trim()))) {
        throw new IllegalStateException(
            "no JDK " + required + " to run on, only " + found.keySet() + "; see JAVA_HOMES");
      }
    }
    Set<Integer> missing = new TreeSet<>(SUPPORTED);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      System.out.println("not run, because no JDK of these is here: " + missing);
    }
    return List.copyOf(found.values());
  }

  /**
   * The oldest, the first with an {@code HttpClient} and the newest: enough for what no JDK is
   * known to do in a way of its own. Each of them with {@code -Djdks.each=true}, as the profile
   * "long" has it.
   */
  static List<Jdk> sample() throws IOException {
    List<Jdk> all = all();
    Set<Jdk> sample = new TreeSet<>(Comparator.comparing(Jdk::feature));
    sample.addAll(oldestAndNewest());
    all.stream().filter(jdk -> jdk.feature() >= 11).limit(1).forEach(sample::add);
    return isEach() ? all : List.copyOf(sample);
  }

  /** A smaller sample, for what takes longer; each of them where {@link #sample} is each. */
  static List<Jdk> smallSample() throws IOException {
    return smallSample(jdk -> true);
  }

  /** Whether a test that else takes a sample runs on each. */
  public static boolean isEach() {
    return Boolean.getBoolean("jdks.each");
  }

  public static List<Jdk> oldestAndNewest() throws IOException {
    return oldestAndNewest(all());
  }

  /**
   * @param jdks oldest first; may be empty
   */
  private static List<Jdk> oldestAndNewest(List<Jdk> jdks) {
    return Stream.of(jdks.stream().limit(1), jdks.stream().skip(Math.max(0, jdks.size() - 1)))
        .flatMap(end -> end)
        .distinct()
        .toList();
  }

  /** The same of those that fit, or each of them where {@link #sample} is each. */
  static List<Jdk> smallSample(Predicate<Jdk> fits) throws IOException {
    List<Jdk> jdks = all().stream().filter(fits).toList();
    return isEach() ? jdks : oldestAndNewest(jdks);
  }

  /** For what is different in each of three generations of the JDK's clients. */
  static List<Jdk> oldestNewestAnd17() throws IOException {
    List<Jdk> ends = oldestAndNewest();
    return all().stream().filter(jdk -> jdk.feature() == 17 || ends.contains(jdk)).toList();
  }

  /**
   * The beginning of a command: its {@code java} and the options of the system property {@code
   * jvm.options}. They are to make short programs cheap, not to change what they do.
   */
  List<String> command() {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    Stream.of(System.getProperty("jvm.options", "").split(" "))
        .filter(option -> !option.isBlank())
        .forEach(command::add);
    return command;
  }

  /** A GET with each client and protocol that it has, by the names of the probe. */
  List<String> getShapes() {
    String url = "url/GET/none/input-first";
    return feature < 11
        ? List.of(url)
        : List.of(url, "client/HTTP_1_1/GET/none/sync", "client/HTTP_2/GET/none/sync");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static List<Path> homes() throws IOException {
    String named = System.getProperty("jdks.homes", System.getenv("JAVA_HOMES"));
    if (named != null && !named.isBlank()) {
      return Stream.of(named.split(File.pathSeparator)).map(Path::of).toList();
    }
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Path user = Path.of(System.getProperty("user.home"));
    homes.addAll(children(Path.of("/usr/lib/jvm")));
    homes.addAll(children(user.resolve(".sdkman/candidates/java")));
    for (Path unpacked : children(user.resolve(".cache/central-token-agent/jdks"))) {
      homes.addAll(children(unpacked.resolve("usr/lib/jvm")));
    }
    return homes;
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static int featureOf(Path java) throws IOException {
    Integer known = FEATURES.get(java);
    if (known == null) {
      known = askForFeature(java);
      FEATURES.put(java, known);
    }
    return known;
  }

  private static int askForFeature(Path java) throws IOException {
    Process process =
        new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      Matcher version = VERSION.matcher(String.join("\n", output.lines().toList()));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
  }
}
