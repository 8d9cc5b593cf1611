package io.centraltoken.agent.config;

import static io.centraltoken.agent.config.Setting.Source.ARGUMENT;
import static io.centraltoken.agent.config.Setting.Source.ENVIRONMENT;
import static io.centraltoken.agent.config.Setting.Source.FILE;
import static io.centraltoken.agent.config.Setting.Source.PROPERTY;

import io.centraltoken.agent.config.Setting.Source;
import java.io.File;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Where settings come from, strongest first: agent argument, system property, environment variable,
 * properties file.
 */
public final class SettingSources {
  /** The properties file that is read from beside the jar, as with other agents. */
  public static final String PROPERTIES_FILE = "central-token-agent.properties";

  private static final String ARGUMENT_PLACE = "agent argument";
  private static final String PROPERTY_PLACE = "system property";
  private static final String OPTION_PLACE = "option of the command line";

  private final Map<String, String> arguments;
  private final String argumentPlace;
  private final Properties properties;
  private final Map<String, String> environment;
  private final Properties file;
  private final File path;

  private SettingSources(
      Map<String, String> arguments,
      String argumentPlace,
      Properties properties,
      Map<String, String> environment,
      Properties file,
      File path) {
    this.arguments = arguments;
    this.argumentPlace = argumentPlace;
    this.properties = properties;
    this.environment = environment;
    this.file = file;
    this.path = path;
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
              ARGUMENT_PLACE,
              "an argument has no '='",
              "write -javaagent:central-token-agent.jar=key=value,key=value; a value with a comma in it belongs into a system property");
        }
        arguments.put(argument.substring(0, equals).trim(), argument.substring(equals + 1).trim());
      }
    }
    return new SettingSources(
        arguments, ARGUMENT_PLACE, properties, environment, new Properties(), null);
  }

  /**
   * Of the command line, whose options take the place of the agent argument.
   *
   * @param options by the keys of settings
   */
  public static SettingSources ofOptions(
      Map<String, String> options, Properties properties, Map<String, String> environment) {
    return new SettingSources(
        options, OPTION_PLACE, properties, environment, new Properties(), null);
  }

  /**
   * These and, weakest, a properties file: that of central.config.file, else the one beside the
   * agent's jar, if it is there. UTF-8, of the form of java.util.Properties.
   *
   * @param besideJar null: there cannot be one
   * @throws SettingException if it cannot be read
   */
  public SettingSources withFile(File besideJar) throws SettingException {
    Setting named = find(SettingKeys.CONFIG_FILE);
    if (named != null) {
      return with(named.file(), named);
    }
    if (besideJar == null || !besideJar.isFile()) {
      return this;
    }
    return with(
        besideJar.getAbsoluteFile(),
        new Setting(SettingKeys.CONFIG_FILE, besideJar.getPath(), FILE, "beside the jar", null));
  }

  private SettingSources with(File path, Setting named) throws SettingException {
    Properties read = PropertiesFile.read(path, named);
    return new SettingSources(arguments, argumentPlace, properties, environment, read, path);
  }

  /**
   * @return the value with its source, or null if no source has one; an empty value counts as not
   *     set
   * @throws SettingException if it cannot be meant as it is
   */
  Setting find(String key) throws SettingException {
    String variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
    Setting[] found = {
      setting(key, arguments.get(key), ARGUMENT, argumentPlace),
      setting(key, properties.getProperty(key), PROPERTY, PROPERTY_PLACE),
      setting(key, environment.get(variable), ENVIRONMENT, "environment variable " + variable),
      setting(key, file.getProperty(key), FILE, "file " + path)
    };
    for (Setting setting : found) {
      if (setting != null) {
        return setting.checked();
      }
    }
    return null;
  }

  /** Whether any source has a value for this key. */
  public boolean has(String key) throws SettingException {
    return find(key) != null;
  }

  /** That there is no setting of this name, and where it stands. */
  SettingException notThere(String key, String remedy) {
    String place =
        arguments.containsKey(key)
            ? argumentPlace
            : properties.getProperty(key) != null ? PROPERTY_PLACE : "file " + path;
    return new SettingException(key, place, "there is no such setting", remedy);
  }

  private Setting setting(String key, String text, Source source, String place) {
    String value = text == null ? "" : text.trim();
    return value.isEmpty()
        ? null
        : new Setting(key, value, source, place, source == FILE ? path.getParentFile() : null);
  }

  /**
   * The keys that this agent is addressed with by argument, property or file; an environment is
   * shared with too many others to be searched.
   */
  Set<String> keys() {
    Set<String> keys = new HashSet<>(arguments.keySet());
    keys.addAll(file.stringPropertyNames());
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(SettingKeys.PREFIX)) {
        keys.add(name);
      }
    }
    return keys;
  }
}
