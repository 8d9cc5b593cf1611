package io.centraltoken.agent.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what happened, in order. */
final class RecordingListener implements TokenListener {
  final List<String> events = new ArrayList<>();

  @Override
  public void loaded(TokenPair pair) {
    events.add("loaded " + pair.generation());
  }

  @Override
  public void refreshed(TokenPair pair) {
    events.add("refreshed " + pair.generation());
  }

  @Override
  public void refreshFailed(String why, Duration retryAfter, boolean usable) {
    events.add("failed, " + (usable ? "usable" : "unusable") + ": " + why);
  }

  @Override
  public void rejected(String why, String remedy) {
    events.add("rejected: " + why);
  }

  @Override
  public void unpersisted(String why) {
    events.add("unpersisted: " + why);
  }

  @Override
  public void putOff(String why) {
    events.add("put off: " + why);
  }

  @Override
  public void unclaimable(String why) {
    events.add("unclaimable: " + why);
  }

  @Override
  public void overwritten() {
    events.add("overwritten");
  }

  @Override
  public void endsSoon(int days) {
    events.add("ends in " + days);
  }
}
