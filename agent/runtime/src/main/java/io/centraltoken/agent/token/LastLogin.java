package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.Fingerprint;
import java.time.Instant;

/** When a client last made a pair from scratch. As a text it is the time and the client. */
final class LastLogin {
  private final String text;

  private LastLogin(String text) {
    this.text = text;
  }

  /**
   * @param text is kept as it is, also where somebody has changed it by hand
   * @return null if the text is null: no login was made
   */
  static LastLogin of(String text) {
    return text == null ? null : new LastLogin(text);
  }

  static LastLogin of(String clientId, Instant now) {
    return new LastLogin(now + " " + Fingerprint.of(clientId, 4));
  }

  boolean isOf(String clientId) {
    return text.substring(text.indexOf(' ') + 1).equals(Fingerprint.of(clientId, 4));
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
