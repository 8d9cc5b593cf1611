package io.centraltoken.agent.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;

/** A stream to print to, and what was printed as a text. */
final class PrintedText {
  private static final String CHARSET = "UTF-8";

  final PrintStream out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PrintedText() throws UnsupportedEncodingException {
    this.out = new PrintStream(bytes, false, CHARSET);
  }

  /** All that was printed so far. */
  String text() throws UnsupportedEncodingException {
    out.flush();
    return bytes.toString(CHARSET);
  }
}
