package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Instant;

/** Says what a person must do, once for each cause. Called by the token thread only. */
final class OperatorNotices {
  private static final String REJECTED_BEFORE =
      "the token endpoint has rejected this refresh token before";

  private final TokenListener listener;
  private final Attempts attempts;
  private final DaysLeft daysLeft = new DaysLeft();
  private String said;
  private IOException unreadable;

  OperatorNotices(TokenListener listener, Attempts attempts) {
    this.listener = listener;
    this.attempts = attempts;
  }

  /** There is a pair to go on with. */
  void settle() {
    said = null;
    unreadable = null;
  }

  /**
   * @param why the store gives no pair; null: it does
   */
  void storeIs(IOException why) {
    unreadable = why;
  }

  void refreshTokenRejected(String why) {
    say(why, remedy());
  }

  void say(String why, String remedy) {
    said = why;
    listener.rejected(why, remedy);
  }

  /** Where no exchange has said it already: at the start, or when the file vanished since. */
  void sayWhatHelps() {
    if (attempts.backOff().isClientRejected() || attempts.backOff().isFailing()) {
      return;
    }
    if (unreadable == null) {
      if (said == null) {
        say(REJECTED_BEFORE, remedy());
      }
      return;
    }
    String reason = StoreException.reason(unreadable);
    if (!reason.equals(said)) {
      boolean other = unreadable instanceof StoreException;
      String remedy = other ? ((StoreException) unreadable).remedy() : Remedies.DOWNLOAD;
      say(reason, remedy.equals(Remedies.DOWNLOAD) ? remedy() : remedy);
    }
  }

  /** Of the refresh token of this pair, which could not be redeemed. */
  void warnOfTheEnd(TokenPair pair, Instant now) {
    int days = daysLeft.crossed(pair, now);
    if (days > 0) {
      listener.endsSoon(days);
    }
  }

  private String remedy() {
    Instant open = attempts.mayObtainNewAt();
    return open.equals(Instant.MAX)
        ? Remedies.DOWNLOAD
        : "the agent may log in again at " + open + "; to be faster, " + Remedies.DOWNLOAD;
  }
}
