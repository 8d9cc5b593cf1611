package io.centraltoken.agent.config;

import java.util.ArrayList;
import java.util.List;

/** A setting as it may be shown to people: its value without secrets, and where it stands. */
public final class ShownSetting {
  private static final String MASK = "********";

  private final String key;
  private final String value;
  private final String place;

  private ShownSetting(String key, String value, String place) {
    this.key = key;
    this.value = value;
    this.place = place;
  }

  /** All that are set, in the order of the documentation. */
  public static List<ShownSetting> of(SettingSources sources) {
    List<ShownSetting> shown = new ArrayList<>();
    for (String key : SettingKeys.SUPPORTED) {
      try {
        Setting setting = sources.find(key);
        if (setting != null) {
          shown.add(new ShownSetting(key, value(setting), setting.place()));
        }
      } catch (SettingException wrong) {
        shown.add(new ShownSetting(key, "(not usable)", wrong.getMessage()));
      }
    }
    return shown;
  }

  /** What is in the place of a user name in a URL may be a password. */
  private static String value(Setting setting) {
    return SettingKeys.isSecret(setting.key)
        ? MASK
        : Escapes.of(setting.value).replaceFirst("//[^/]*@", "//" + MASK + "@");
  }

  public String key() {
    return key;
  }

  public String value() {
    return value;
  }

  /** Its source. */
  public String place() {
    return place;
  }

  @Override
  public String toString() {
    return key + "=" + value + " (" + place + ")";
  }
}
