package io.centraltoken.agent.token;

import java.time.DateTimeException;
import java.time.Instant;

/** Times in texts that people can change. */
final class Instants {
  private Instants() {}

  /** The first word of a text; EPOCH if that is no time. */
  static Instant first(String text) {
    int blank = text.indexOf(' ');
    try {
      return Instant.parse(blank < 0 ? text : text.substring(0, blank));
    } catch (DateTimeException changedByHand) {
      return Instant.EPOCH;
    }
  }
}
