package io.centraltoken.it.benchmark;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One benchmark in one JVM of its own at a time, so that variants take turns. */
final class Jmh {
  private Jmh() {}

  static ChainedOptionsBuilder options(Class<?> benchmark, String method) {
    return new OptionsBuilder()
        .include(benchmark.getName() + "." + method + "$")
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new IllegalStateException(results.size() + " results in place of one");
    }
    return results.iterator().next();
  }
}
