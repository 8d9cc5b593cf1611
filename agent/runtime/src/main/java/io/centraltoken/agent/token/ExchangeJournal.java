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
  private ExchangeNotes stored = ExchangeNotes.NONE;
  private ExchangeNotes unstored;
  private ExchangeNotes seen;

  ExchangeJournal(TokenStore store, TokenListener listener) {
    this.store = store;
    this.listener = listener;
  }

  /** The store holds these now. */
  void loaded(ExchangeNotes present) {
    stored = present;
    if (!present.equals(seen)) {
      unstored = null;
    }
  }

  ExchangeNotes notes() {
    return unstored == null ? stored : unstored;
  }

  /**
   * @throws IOException if they are known to this JVM only
   */
  void write(ExchangeNotes notes) throws IOException {
    seen = stored;
    unstored = notes;
    stored = store.note(notes);
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
