package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Faults;
import java.io.IOException;

/**
 * The notes of the store, and those that could not be stored: they count for this JVM as long as
 * nobody else has stored others. Called by the token thread only.
 */
final class ExchangeJournal {
  private final TokenStore store;
  private final TokenListener listener;
  private ExchangeNotes unstored;
  private ExchangeNotes seen;

  ExchangeJournal(TokenStore store, TokenListener listener) {
    this.store = store;
    this.listener = listener;
  }

  ExchangeNotes notes() {
    ExchangeNotes present = store.notes();
    if (unstored != null && present.equals(seen)) {
      return unstored;
    }
    unstored = null;
    return present;
  }

  /**
   * @throws IOException if they are known to this JVM only
   */
  void write(ExchangeNotes notes) throws IOException {
    seen = store.notes();
    unstored = notes;
    store.note(notes);
    unstored = null;
  }

  /** The same where nothing depends on it. */
  void note(ExchangeNotes notes) {
    try {
      write(notes);
    } catch (IOException full) {
      listener.putOff(Faults.describe(full));
    }
  }
}
