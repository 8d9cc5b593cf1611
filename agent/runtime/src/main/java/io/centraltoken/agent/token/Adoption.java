package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;

/**
 * Takes the pair of the store where it is news: a sibling's, a person's, the first one. Called by
 * the token thread only.
 */
final class Adoption {
  private final TokenState state;
  private final SharedStore store;
  private final Attempts attempts;
  private final OperatorNotices notices;
  private final TokenListener events;

  Adoption(
      TokenState state,
      SharedStore store,
      Attempts attempts,
      OperatorNotices notices,
      TokenListener events) {
    this.state = state;
    this.store = store;
    this.attempts = attempts;
    this.notices = notices;
    this.events = events;
  }

  /**
   * Puts the present pair back over an old copy, too.
   *
   * @return whether there was news, which is published as a pair whose exchange may follow at once
   */
  boolean adoptStored() {
    boolean back = false;
    boolean news = false;
    try {
      TokenPair stored = store.load();
      back = goBack(stored);
      news = store.isNews(stored, state.pair());
      if (news) {
        adopt(stored);
      } else {
        store.rejectIfRedeemed(state.pair(), stored);
      }
      if (store.isOldCopy(stored, state.pair())) {
        store.putBack(state.pair(), state.now());
      }
      notices.storeIs(null);
    } catch (IOException unusable) {
      back = goBack(null);
      notices.storeIs(unusable);
    }
    return back || news;
  }

  /** What was adopted is the last word, unless a call must show first whether it is alive. */
  void publish() {
    if (!state.isUntried()) {
      state.succeed(state.pair());
    }
  }

  /**
   * To the pair in memory that a file has displaced, where the gateway rejects that one, and nobody
   * has stored a better one since.
   */
  private boolean goBack(TokenPair stored) {
    if (!store.isRejected(state.pair())) {
      return false;
    }
    TokenPair displaced = store.displaced();
    if (displaced == null) {
      return false;
    }
    if (stored != null && !store.isRejected(stored) && store.isNews(stored, displaced)) {
      return false;
    }
    notices.settle();
    store.unstored().keep(displaced, state.pair());
    attempts.adopted(displaced, true, false);
    state.loadUntried(displaced);
    events.loaded(displaced);
    return true;
  }

  private void adopt(TokenPair stored) {
    boolean untried = store.goesBack(state.pair());
    boolean doubtful = untried || store.isDoubtful(stored);
    notices.settle();
    store.lock().otherMadeProgress();
    TokenPair pair = store.adopt(stored, state.pair());
    attempts.adopted(pair, doubtful, store.notes().isAnswerToRejection(pair));
    if (untried) {
      state.loadUntried(pair);
    } else {
      state.load(pair);
    }
    events.loaded(pair);
  }
}
