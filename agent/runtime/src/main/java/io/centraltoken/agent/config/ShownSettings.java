package io.centraltoken.agent.config;

import java.util.ArrayList;
import java.util.List;

/** Settings as they may be shown to people: their values without secrets, and where they stand. */
public final class ShownSettings {
  /** In place of a secret. */
  public static final String MASK = "********";

  private ShownSettings() {}

  /** A line for each that is set, in the order of the documentation. */
  public static List<String> of(SettingSources sources) {
    List<String> shown = new ArrayList<>();
    for (String key : SettingKeys.SUPPORTED) {
      try {
        Setting setting = sources.find(key);
        if (setting != null) {
          shown.add(line(key, value(setting), setting.place()));
        }
      } catch (SettingException wrong) {
        shown.add(line(key, "(not usable)", wrong.getMessage()));
      }
    }
    return shown;
  }

  private static String line(String key, String value, String place) {
    return key + "=" + value + " (" + place + ")";
  }

  /** What is in the place of a user name in a URL may be a password. */
  private static String value(Setting setting) {
    return SettingKeys.isSecret(setting.key)
        ? MASK
        : Escapes.of(setting.value).replaceFirst("//[^/]*@", "//" + MASK + "@");
  }
}
