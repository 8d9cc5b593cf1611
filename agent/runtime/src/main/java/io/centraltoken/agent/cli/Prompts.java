package io.centraltoken.agent.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks a person at a terminal; without one, a secret is read from the input and nothing asked. */
final class Prompts {
  private final Console console = Terminals.console();
  private BufferedReader input;

  boolean hasTerminal() {
    return console != null;
  }

  /**
   * @param option what to write instead where there is no terminal
   * @throws IOException if there is no answer
   */
  String ask(String what, String option) throws IOException {
    if (console == null) {
      throw new IOException(
          what + " is missing; there is no terminal to ask for it: add " + option);
    }
    return required(what, console.readLine("%s: ", what));
  }

  /** The same where an empty answer is one, too. */
  String askOrEmpty(String what, String option) throws IOException {
    if (console == null) {
      return ask(what, option);
    }
    String answer = console.readLine("%s: ", what);
    return answer == null ? "" : answer.trim();
  }

  /** Without echo. */
  String askSecret(String what) throws IOException {
    if (console != null) {
      char[] secret = console.readPassword("%s: ", what);
      return required(what, secret == null ? null : new String(secret));
    }
    if (input == null) {
      input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    return required(what, input.readLine());
  }

  private static String required(String what, String answer) throws IOException {
    if (answer == null || answer.trim().isEmpty()) {
      throw new IOException(what + " is missing: the answer was empty");
    }
    return answer.trim();
  }
}
