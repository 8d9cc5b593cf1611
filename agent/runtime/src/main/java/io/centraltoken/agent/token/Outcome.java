package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;
import java.util.Locale;

/** How an exchange ended, and when. As a text it is the time, a blank, and what came of it. */
final class Outcome {
  private static final String FOR_REJECTION = "new pair for a rejected token, ";

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

  static Outcome received(Instant now) {
    return of(now, "new pair");
  }

  /** The gateway had rejected the token of the pair before. */
  static Outcome receivedForRejection(TokenPair pair, Instant now) {
    return of(now, FOR_REJECTION + pair.fingerprint());
  }

  boolean isAnswerToRejection(TokenPair pair) {
    return text.endsWith(FOR_REJECTION + pair.fingerprint());
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
