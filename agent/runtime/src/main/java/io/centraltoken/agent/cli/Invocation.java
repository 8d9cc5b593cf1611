package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import java.io.File;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** One run of a command: what it was asked for, and where it answers. */
final class Invocation {
  final File jar;
  final String version;
  final Arguments arguments;
  final PrintStream out;
  final PrintStream err;

  Invocation(File jar, String version, Arguments arguments, PrintStream out, PrintStream err) {
    this.jar = jar;
    this.version = version;
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  /**
   * As the agent would read them in this folder and environment, and stronger, the options.
   *
   * @throws SettingException if the properties file cannot be read
   */
  SettingSources sources() throws SettingException {
    return sources(new HashMap<>());
  }

  /**
   * @param more settings that no option has given
   */
  SettingSources sources(Map<String, String> more) throws SettingException {
    Map<String, String> options = new HashMap<>(more);
    options.putAll(arguments.settings());
    return SettingSources.ofOptions(options, System.getProperties(), System.getenv())
        .withFile(new File(jar.getParentFile(), SettingSources.PROPERTIES_FILE));
  }

  /**
   * @throws SettingException for the first setting that is wrong or missing
   */
  Settings settings() throws SettingException {
    return new Settings(sources());
  }
}
