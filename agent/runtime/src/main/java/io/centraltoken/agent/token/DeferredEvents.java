package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what happens in a turn of the token thread until the turn is over: nothing is logged, and
 * nobody is notified, while the lock of the host is held or a received pair is not published.
 * Called by the token thread only.
 */
public final class DeferredEvents implements TokenListener {
  private final TokenListener listener;
  private List<Runnable> events = new ArrayList<>();

  public DeferredEvents(TokenListener listener) {
    this.listener = listener;
  }

  /** Tells the listener, in order, outside the lock. */
  void deliver() {
    List<Runnable> happened = events;
    events = new ArrayList<>();
    for (Runnable event : happened) {
      event.run();
    }
  }

  @Override
  public void statusIs(TokenStatus status) {
    events.add(() -> listener.statusIs(status));
  }

  @Override
  public void loaded(TokenPair pair) {
    events.add(() -> listener.loaded(pair));
  }

  @Override
  public void refreshed(TokenPair pair) {
    events.add(() -> listener.refreshed(pair));
  }

  @Override
  public void refreshFailed(String why, Duration retryAfter, boolean usable) {
    events.add(() -> listener.refreshFailed(why, retryAfter, usable));
  }

  @Override
  public void exchangeEnded(String outcome, boolean isNewPair, Instant at, Duration took) {
    events.add(() -> listener.exchangeEnded(outcome, isNewPair, at, took));
  }

  @Override
  public void rejected(String why, String remedy) {
    events.add(() -> listener.rejected(why, remedy));
  }

  @Override
  public void unpersisted(String why) {
    events.add(() -> listener.unpersisted(why));
  }

  @Override
  public void putOff(String why) {
    events.add(() -> listener.putOff(why));
  }

  @Override
  public void unclaimable(String why) {
    events.add(() -> listener.unclaimable(why));
  }

  @Override
  public void unlockable(String why, String remedy) {
    events.add(() -> listener.unlockable(why, remedy));
  }

  @Override
  public void heldByOther(String holder) {
    events.add(() -> listener.heldByOther(holder));
  }

  @Override
  public void storeIs(String remark) {
    events.add(() -> listener.storeIs(remark));
  }

  @Override
  public void oddResponse(String remark) {
    events.add(() -> listener.oddResponse(remark));
  }

  @Override
  public void freshTokenRejected() {
    events.add(listener::freshTokenRejected);
  }

  @Override
  public void overwritten() {
    events.add(listener::overwritten);
  }

  @Override
  public void endsSoon(int days) {
    events.add(() -> listener.endsSoon(days));
  }
}
