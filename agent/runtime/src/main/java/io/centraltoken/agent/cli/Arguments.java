package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind a verb: {@code --name=value}, {@code --name value}, {@code --flag}, and behind
 * {@code --} the words of another command. {@code --token-file} is the setting {@code
 * central.token.file}; every setting has an option of this form.
 */
final class Arguments {
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final List<String> rest = new ArrayList<>();

  private Arguments() {}

  /**
   * @param words without the verb
   * @param known options of the command
   * @param takesRest whether the command takes the words of another one
   * @throws UsageException if one of them has no meaning for this command
   */
  static Arguments parse(List<String> words, List<Option> known, boolean takesRest)
      throws UsageException {
    Arguments arguments = new Arguments();
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next++);
      if (word.equals("--") && takesRest) {
        arguments.rest.addAll(words.subList(next, words.size()));
        return arguments;
      }
      if (!word.startsWith("--") || word.length() == 2) {
        throw new UsageException("'" + word + "' is no option; options begin with --");
      }
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      Option own = find(name, known);
      if (own != null && own.value == null) {
        if (equals >= 0) {
          throw new UsageException("--" + name + " takes no value");
        }
        arguments.options.put(name, "");
      } else {
        String value = equals < 0 ? valueAfter(name, words, next++) : word.substring(equals + 1);
        arguments.put(name, own, value);
      }
    }
    return arguments;
  }

  private static String valueAfter(String name, List<String> words, int next)
      throws UsageException {
    if (next >= words.size() || words.get(next).startsWith("--")) {
      throw new UsageException("--" + name + " has no value; write --" + name + "=...");
    }
    return words.get(next);
  }

  private void put(String name, Option own, String value) throws UsageException {
    if (own != null) {
      options.put(name, value);
      return;
    }
    String key = key(name);
    if (!Settings.isKey(key)) {
      throw new UsageException(
          "there is no option --" + name + "; the nearest is " + option(Settings.nearestKey(key)));
    }
    settings.put(key, value);
  }

  private static Option find(String name, List<Option> known) {
    for (Option option : known) {
      if (option.name.equals(name)) {
        return option;
      }
    }
    return null;
  }

  /** The setting of an option. */
  static String key(String name) {
    return "central." + name.replace('-', '.');
  }

  /** The option of a setting. */
  static String option(String key) {
    return "--" + key.substring("central.".length()).replace('.', '-');
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  /** Null: it is not there. */
  String value(String option) {
    return options.get(option);
  }

  /** By their keys. */
  Map<String, String> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** What stands behind {@code --}. */
  List<String> rest() {
    return Collections.unmodifiableList(rest);
  }
}
