package io.centraltoken.agent.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the test turns by hand. */
public final class SettableClock extends Clock {
  private final Clock other;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private volatile Duration ahead = Duration.ZERO;

  /** What happens meanwhile. */
  public volatile Runnable beforeReading = () -> {};

  public SettableClock() {
    this(null);
  }

  /** Goes with another one until it is turned itself. */
  public SettableClock(Clock other) {
    this.other = other;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
    ahead = ahead.plus(duration);
  }

  @Override
  public Instant instant() {
    beforeReading.run();
    return other == null ? now : other.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalStateException("only instants are asked for");
  }
}
