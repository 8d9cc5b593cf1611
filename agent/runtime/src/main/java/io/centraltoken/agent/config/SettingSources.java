package io.centraltoken.agent.config;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Where settings come from, strongest first: agent argument, system property, environment variable,
 * the properties file that one of these names.
 */
public final class SettingSources {
  private static final String ARGUMENT = "agent argument";
  private static final String PROPERTY = "system property";

  private final Map<String, String> arguments;
  private final Properties properties;
  private final Map<String, String> environment;
  private final Properties file;

  private SettingSources(
      Map<String, String> arguments,
      Properties properties,
      Map<String, String> environment,
      Properties file) {
    this.arguments = arguments;
    this.properties = properties;
    this.environment = environment;
    this.file = file;
  }

  /**
   * @param agentArguments what follows {@code -javaagent:…jar=}: {@code key=value,key=value}, or
   *     null. A comma, because start-up scripts of application servers pass their options through
   *     {@code eval}, where a semicolon ends the command
   * @throws SettingException if the arguments have another form
   */
  public static SettingSources of(
      String agentArguments, Properties properties, Map<String, String> environment)
      throws SettingException {
    Map<String, String> arguments = new HashMap<>();
    if (agentArguments != null && !agentArguments.trim().isEmpty()) {
      for (String argument : agentArguments.split(",")) {
        int equals = argument.indexOf('=');
        if (equals <= 0) {
          throw new SettingException(
              "-javaagent",
              ARGUMENT,
              "an argument has no '='",
              "write -javaagent:central-token-agent.jar=key=value,key=value; a value with a comma in it belongs into a system property");
        }
        arguments.put(argument.substring(0, equals).trim(), argument.substring(equals + 1).trim());
      }
    }
    return new SettingSources(arguments, properties, environment, new Properties());
  }

  /**
   * These and, weakest, the file of central.config.file: UTF-8, of the form of
   * java.util.Properties.
   *
   * @throws SettingException if it cannot be read
   */
  public SettingSources withFile() throws SettingException {
    Setting named = find(SettingKeys.CONFIG_FILE);
    if (named == null) {
      return this;
    }
    Properties read = new Properties();
    try (Reader reader =
        new InputStreamReader(new FileInputStream(named.value), StandardCharsets.UTF_8)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw named.wrong(
          named.value + " cannot be read as properties",
          "name a file with lines of the form key=value that the user of this JVM can read");
    }
    return new SettingSources(arguments, properties, environment, read);
  }

  /**
   * @return the value with its source, or null if no source has one
   */
  Setting find(String key) {
    if (arguments.containsKey(key)) {
      return new Setting(key, arguments.get(key), ARGUMENT);
    }
    String property = properties.getProperty(key);
    if (property != null) {
      return new Setting(key, property.trim(), PROPERTY);
    }
    String variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
    String value = environment.get(variable);
    if (value != null) {
      return new Setting(key, value.trim(), "environment variable " + variable);
    }
    String inFile = file.getProperty(key);
    return inFile == null
        ? null
        : new Setting(key, inFile.trim(), "file " + find(SettingKeys.CONFIG_FILE).value);
  }

  /**
   * The keys that this agent is addressed with by argument, property or file; an environment is
   * shared with too many others to be searched.
   */
  Iterable<String> keys() {
    TreeSet<String> keys = new TreeSet<>(arguments.keySet());
    keys.addAll(file.stringPropertyNames());
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(SettingKeys.PREFIX)) {
        keys.add(name);
      }
    }
    return keys;
  }

  /** One value as it was found. */
  static final class Setting {
    final String key;
    final String value;
    final String source;

    Setting(String key, String value, String source) {
      this.key = key;
      this.value = value;
      this.source = source;
    }

    SettingException wrong(String wrong, String remedy) {
      return new SettingException(key, source, wrong, remedy);
    }

    @Override
    public String toString() {
      return key + " (" + source + ")";
    }
  }
}
