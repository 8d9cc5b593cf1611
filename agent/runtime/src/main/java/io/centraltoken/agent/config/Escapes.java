package io.centraltoken.agent.config;

/** Text of other people as it may stand in a message: on one line, and harmless to a terminal. */
public final class Escapes {
  private Escapes() {}

  /** The text, with control characters as Java would write them. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\n') {
        shown.append("\\n");
      } else if (letter == '\r') {
        shown.append("\\r");
      } else if (letter == '\t') {
        shown.append("\\t");
      } else if (Character.isISOControl(letter) || isLineOrDirection(letter)) {
        shown.append(String.format("\\u%04x", (int) letter));
      } else {
        shown.append(letter);
      }
    }
    return shown.toString();
  }

  /** Separators of lines, and what turns the direction of writing. */
  private static boolean isLineOrDirection(char letter) {
    int type = Character.getType(letter);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }
}
