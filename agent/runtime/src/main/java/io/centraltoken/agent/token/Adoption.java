package io.centraltoken.agent.token;

import java.io.IOException;

/**
 * Takes the pair of the store where it is news: a sibling's, a person's, the first one. Called by
 * the token thread only.
 */
final class Adoption {
  private final TokenState state;
  private final SharedStore store;
  private final Attempts attempts;
  private final Complaints complaints;
  private final TokenListener events;

  Adoption(
      TokenState state,
      SharedStore store,
      Attempts attempts,
      Complaints complaints,
      TokenListener events) {
    this.state = state;
    this.store = store;
    this.attempts = attempts;
    this.complaints = complaints;
    this.events = events;
  }

  /**
   * Puts the present pair back over an old copy, too.
   *
   * @return whether there was news, which is published as a pair whose exchange may follow at once
   */
  boolean adoptStored() {
    boolean news = false;
    try {
      TokenPair stored = store.load();
      news = store.isNews(stored, state.pair());
      if (news) {
        adopt(stored);
      }
      if (store.isOldCopy(stored, state.pair())) {
        store.putBack(state.pair(), state.now());
      }
      complaints.storeIs(null);
    } catch (IOException unusable) {
      complaints.storeIs(unusable);
    }
    return news;
  }

  private void adopt(TokenPair stored) {
    complaints.settle();
    store.lock().otherMadeProgress();
    TokenPair pair = store.adopt(stored);
    attempts.adopted(pair, store.isDoubtful(stored), store.notes().isAnswerToRejection(pair));
    state.load(pair);
    events.loaded(pair);
  }
}
