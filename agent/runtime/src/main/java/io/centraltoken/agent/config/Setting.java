package io.centraltoken.agent.config;

import java.io.File;

/** One value as it was found. */
final class Setting {
  final String key;
  final String value;
  final Source source;

  /** What a relative path is relative to; null: the working directory. */
  private final File folder;

  /** The name of the source, for people. */
  private final String place;

  /** Strongest first. */
  enum Source {
    ARGUMENT,
    PROPERTY,
    ENVIRONMENT,
    FILE
  }

  Setting(String key, String value, Source source, String place, File folder) {
    this.key = key;
    this.value = value;
    this.source = source;
    this.place = place;
    this.folder = folder;
  }

  String place() {
    return place;
  }

  SettingException wrong(String wrong, String remedy) {
    return new SettingException(key, place, wrong, remedy);
  }

  /** Absolute. */
  File file() throws SettingException {
    if (isOnDrive() && "/\\".indexOf(value.charAt(2)) < 0) {
      throw lostBackslashes();
    }
    File named = new File(value);
    return (named.isAbsolute() || folder == null ? named : new File(folder, value))
        .getAbsoluteFile();
  }

  /** The value itself, which may be a secret, is in no message. */
  Setting checked() throws SettingException {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw source == Source.FILE && isOnDrive()
            ? lostBackslashes()
            : wrong(
                "it holds a control character, " + Escapes.of(value.substring(i, i + 1)),
                "write it on one line, without tabs");
      }
    }
    if (isQuoted(value)) {
      throw wrong("it stands in quotes, which would be a part of it", "remove the quotes");
    }
    if (source == Source.FILE && (value.contains(" #") || value.contains("\t#"))) {
      throw wrong(
          "a comment behind it would be a part of it", "give the comment a line of its own");
    }
    return this;
  }

  /** As the shell or {@code docker --env-file} leaves it. */
  static boolean isQuoted(String text) {
    char last = text.charAt(text.length() - 1);
    return text.length() > 1 && text.charAt(0) == last && (last == '"' || last == '\'');
  }

  /** {@code C:} and more. */
  private boolean isOnDrive() {
    return value.length() > 2 && value.charAt(1) == ':' && Character.isLetter(value.charAt(0));
  }

  private SettingException lostBackslashes() {
    return wrong(
        "it is a Windows path whose backslashes are gone",
        "write C:/folder/file or, in a properties file, C:\\\\folder\\\\file");
  }

  @Override
  public String toString() {
    return key + " (" + place + ")";
  }
}
