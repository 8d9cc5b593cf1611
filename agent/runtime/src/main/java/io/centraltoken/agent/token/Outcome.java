package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;
import java.util.Locale;

/** How an exchange ended, and when. As a text it is the time, a blank, and what came of it. */
final class Outcome {
  private static final String NEW_PAIR = "new pair";
  private static final String FOR_REJECTION = NEW_PAIR + " for a rejected token, ";

  private final String text;

  private Outcome(String text) {
    this.text = text;
  }

  /**
   * @param text is kept as it is, also where somebody has changed it by hand
   * @return null if the text is null: no exchange has ended
   */
  static Outcome of(String text) {
    return text == null ? null : new Outcome(text);
  }

  static Outcome of(Instant now, String what) {
    return new Outcome(now + " " + what);
  }

  static Outcome of(Instant now, FailureClass failure) {
    return of(now, failure.name().toLowerCase(Locale.ROOT));
  }

  /**
   * @param process which has made the exchange
   */
  static Outcome received(Instant now, String process) {
    return of(now, NEW_PAIR + by(process));
  }

  private static String by(String process) {
    return " (" + process + ")";
  }

  /** The gateway had rejected the token of the pair before. */
  static Outcome receivedForRejection(TokenPair pair, Instant now, String process) {
    return of(now, FOR_REJECTION + pair.fingerprint() + by(process));
  }

  boolean isAnswerToRejection(TokenPair pair) {
    return text.contains(FOR_REJECTION + pair.fingerprint());
  }

  boolean isNewPair() {
    return what().startsWith(NEW_PAIR);
  }

  /** Without the time. */
  String what() {
    return text.substring(text.indexOf(' ') + 1);
  }

  /** EPOCH if somebody has changed the text by hand. */
  Instant at() {
    return Instants.first(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
