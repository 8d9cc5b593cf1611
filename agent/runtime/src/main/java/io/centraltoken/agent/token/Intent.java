package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;

/**
 * An exchange that was begun: which refresh token is being redeemed, since when, and by which
 * process. As a text it is these three words.
 */
final class Intent {
  private final String text;

  private Intent(String text) {
    this.text = text;
  }

  /**
   * @param text is kept as it is, also where somebody has changed it by hand
   * @return null if the text is null: no exchange was begun
   */
  static Intent of(String text) {
    return text == null ? null : new Intent(text);
  }

  static Intent to(TokenPair pair, Instant now, String process) {
    return new Intent(pair.refreshTokenFingerprint() + " " + now + " " + process);
  }

  boolean isFor(TokenPair pair) {
    return pair.isRefreshable() && text.startsWith(pair.refreshTokenFingerprint() + " ");
  }

  /** EPOCH if somebody has changed the text by hand. */
  Instant begunAt() {
    return Instants.first(text.substring(text.indexOf(' ') + 1));
  }

  @Override
  public String toString() {
    return text;
  }
}
