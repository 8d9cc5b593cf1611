package io.centraltoken.agent.cli;

import java.io.PrintStream;

/** Two columns of text on lines of 80 characters; a word that is longer is not cut. */
final class Columns {
  private static final int WIDTH = 80;

  private Columns() {}

  /**
   * @param indent where the text begins, on each of its lines; a longer title has a line of its own
   */
  static void print(PrintStream out, String title, int indent, String text) {
    StringBuilder line = new StringBuilder(title);
    if (title.length() >= indent && !title.isEmpty()) {
      out.println(title);
      line.setLength(0);
    }
    pad(line, indent);
    boolean first = true;
    for (String word : text.split(" ")) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line.setLength(0);
        pad(line, indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    out.println(line);
  }

  private static void pad(StringBuilder line, int length) {
    while (line.length() < length) {
      line.append(' ');
    }
  }
}
