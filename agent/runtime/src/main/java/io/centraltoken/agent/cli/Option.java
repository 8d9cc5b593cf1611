package io.centraltoken.agent.cli;

/** An option of one command, beside those that are settings. */
final class Option {
  final String name;
  final String meaning;

  /** What stands behind the equals sign, for people; null: the option has no value. */
  final String value;

  private Option(String name, String value, String meaning) {
    this.name = name;
    this.value = value;
    this.meaning = meaning;
  }

  static Option flag(String name, String meaning) {
    return new Option(name, null, meaning);
  }

  static Option valued(String name, String value, String meaning) {
    return new Option(name, value, meaning);
  }

  @Override
  public String toString() {
    return "--" + name + (value == null ? "" : "=" + value);
  }
}
