package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what happened, in order. */
class RecordingListener implements TokenListener {
  final List<String> events = new ArrayList<>();

  /** Beside the events, of which each is a consequence or a cause. */
  final List<TokenStatus> statuses = new ArrayList<>();

  /** Of each call. */
  final List<String> outcomes = new ArrayList<>();

  /** What the last failure said of the next call. */
  Duration retryAfter;

  Runnable beforeEvent = () -> {};

  void add(String event) {
    beforeEvent.run();
    events.add(event);
  }

  @Override
  public void statusIs(TokenStatus status) {
    statuses.add(status);
  }

  @Override
  public void loaded(TokenPair pair) {
    add("loaded " + pair.generation());
  }

  @Override
  public void refreshed(TokenPair pair) {
    add("refreshed " + pair.generation());
  }

  @Override
  public void refreshFailed(String why, Duration wait, boolean usable) {
    retryAfter = wait;
    add("failed, " + (usable ? "usable" : "unusable") + ": " + why);
  }

  /** Beside the events as well. */
  @Override
  public void exchangeEnded(String outcome, boolean isNewPair, Instant at, Duration took) {
    addOutcome(at + " " + outcome + (isNewPair ? "" : ", no pair"));
  }

  void addOutcome(String outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void rejected(String why, String remedy) {
    add("rejected: " + why);
  }

  @Override
  public void unpersisted(String why) {
    add("unpersisted: " + why);
  }

  @Override
  public void putOff(String why) {
    add("put off: " + why);
  }

  @Override
  public void unclaimable(String why) {
    add("unclaimable: " + why);
  }

  @Override
  public void unlockable(String why, String remedy) {
    add("unlockable: " + why + "; " + remedy);
  }

  @Override
  public void heldByOther(String holder) {
    add("held by " + holder);
  }

  @Override
  public void storeIs(String remark) {
    add("store: " + remark);
  }

  @Override
  public void oddResponse(String remark) {
    add("odd: " + remark);
  }

  @Override
  public void freshTokenRejected() {
    add("fresh token rejected");
  }

  @Override
  public void overwritten() {
    add("overwritten");
  }

  @Override
  public void endsSoon(int days) {
    add("ends in " + days);
  }
}
