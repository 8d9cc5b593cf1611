package io.centraltoken.demo.simulator;

import java.nio.file.Path;
import java.time.Duration;

/** The simulator's command line. */
record SimulatorOptions(int port, Duration tokenLifetime, Path tokenFile, Dialect dialect) {
  static final String USAGE =
      "usage: java -jar central-simulator.jar [--port=8080] [--token-lifetime=SECONDS] [--token-file=central-token.json] [--dialect=classic|new-central]";

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static SimulatorOptions parse(String... arguments) {
    int port = 8080;
    Duration lifetime = Duration.ofHours(2);
    Path file = Path.of("central-token.json");
    Dialect dialect = Dialect.CLASSIC;
    for (int i = 0; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      String name = equals < 0 ? arguments[i] : arguments[i].substring(0, equals);
      if (equals < 0 && i + 1 == arguments.length) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = equals < 0 ? arguments[++i] : arguments[i].substring(equals + 1);
      switch (name) {
        case "--port" -> port = number(name, value, 0, 65535);
        case "--token-lifetime" ->
            lifetime =
                Duration.ofSeconds(
                    number(name, value.replaceFirst("s$", ""), 1, Integer.MAX_VALUE));
        case "--token-file" -> file = Path.of(value);
        case "--dialect" -> dialect = Dialect.of(value);
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }
    return new SimulatorOptions(port, lifetime, file, dialect);
  }

  private static int number(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // said below, in the same words
    }
    throw new IllegalArgumentException(
        name + " must be a whole number from " + least + " to " + most + ", not " + value);
  }
}
