package io.centraltoken.agent.config;

/**
 * A setting that a person must correct. The message is the whole line: key, source, what is wrong,
 * what to do; it never holds a secret's value.
 */
public final class SettingException extends Exception {
  private static final long serialVersionUID = 1L;

  public SettingException(String key, String source, String wrong, String remedy) {
    super(
        Escapes.of(
            key + (source == null ? "" : " (" + source + ")") + ": " + wrong + "; " + remedy));
  }
}
