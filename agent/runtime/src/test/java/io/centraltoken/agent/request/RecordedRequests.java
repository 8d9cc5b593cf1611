package io.centraltoken.agent.request;

import java.util.ArrayList;
import java.util.List;

/** What a listener was told, in order; a hook that fails is a fault of the test's subject. */
public final class RecordedRequests implements RequestListener {
  private final List<String> events = new ArrayList<>();

  public List<String> events() {
    return events;
  }

  @Override
  public void injected() {
    events.add("injected");
  }

  @Override
  public void held() {
    events.add("held");
  }

  @Override
  public void heldFor(long millis) {
    events.add("goes on");
  }

  @Override
  public void waitedInVain() {
    events.add("waited in vain");
  }

  @Override
  public void replayed() {
    events.add("replayed");
  }

  @Override
  public void notReplayable() {
    events.add("not replayable");
  }

  @Override
  public void otherTokenInQuery() {
    events.add("other token in query");
  }

  @Override
  public void rejectedElsewhere(String origin, int port) {
    events.add("rejected by " + origin + " " + port);
  }

  @Override
  public void quota(Quota quota) {
    events.add("quota " + quota.remainingInSecond() + " of a second");
  }

  @Override
  public void tokenThreadStuck(String where) {
    events.add("token thread stuck");
  }

  @Override
  public void suppressed(Throwable failure) {
    throw new AssertionError(failure);
  }
}
