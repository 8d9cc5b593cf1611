package io.centraltoken.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a whole process used, as the kernel accounts for it.
 *
 * @param cpuMillis user and system time, also of processes that it started
 * @param peakKib its largest resident set
 */
record MeasuredProcess(double cpuMillis, double wallMillis, double peakKib) {
  /** Bash gives milliseconds, GNU time the memory; both write to stderr when the process ends. */
  private static final String MEASURE =
      "TIMEFORMAT='CPU %3U %3S %3R'; time /usr/bin/time -f 'PEAK %M' \"$@\"";

  private static final Pattern CPU = Pattern.compile("(?m)^CPU ([0-9.]+) ([0-9.]+) ([0-9.]+)$");
  private static final Pattern PEAK = Pattern.compile("(?m)^PEAK ([0-9]+)$");

  /** Fails if the process does. */
  static MeasuredProcess of(List<String> command) throws Exception {
    List<String> measured = new ArrayList<>(List.of("bash", "-c", MEASURE, "bash"));
    measured.addAll(command);
    Process process = new ProcessBuilder(measured).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    Matcher cpu = CPU.matcher(output);
    Matcher peak = PEAK.matcher(output);
    assertThat(cpu.find() && peak.find()).as(output).isTrue();
    return new MeasuredProcess(
        1000 * (Double.parseDouble(cpu.group(1)) + Double.parseDouble(cpu.group(2))),
        1000 * Double.parseDouble(cpu.group(3)),
        Double.parseDouble(peak.group(1)));
  }
}
