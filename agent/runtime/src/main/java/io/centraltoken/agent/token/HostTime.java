package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The host's clock beside the agent's own, which counts elapsed time since the start and which
 * nobody can set. Times in the store are the host's, because siblings read them; times in memory
 * are the agent's. Called by the token thread only.
 */
public final class HostTime {
  /** What network time corrects in small steps is no jump, and no download from the future. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final Clock own;
  private final Clock host;
  private Duration lastAhead;

  /** By identity: pairs have no equality. */
  private final Map<TokenPair, Instant> hostTimes = new WeakHashMap<>();

  /**
   * @param own never jumps, and may stand still while the machine is suspended
   * @param host the wall clock
   */
  public HostTime(Clock own, Clock host) {
    this.own = own;
    this.host = host;
    this.lastAhead = ahead();
  }

  /**
   * The pair of the store with the agent's time.
   *
   * @return made now at the latest: a clock that was behind makes no token live longer
   */
  TokenPair fromStore(TokenPair pair) {
    Instant obtained = shifted(pair.obtainedAt(), ahead().negated());
    Instant now = own.instant();
    TokenPair inOwnTime = pair.withObtainedAt(obtained.isAfter(now) ? now : obtained);
    hostTimes.put(inOwnTime, pair.obtainedAt());
    return inOwnTime;
  }

  /**
   * The pair with the host's time. That is found out once for each pair, when it comes: later, the
   * machine may have slept or the clock may have been set since.
   */
  TokenPair toStore(TokenPair pair) {
    return pair.withObtainedAt(
        hostTimes.computeIfAbsent(pair, received -> shifted(received.obtainedAt(), ahead())));
  }

  /** What the agent's own clock says. */
  Instant own() {
    return own.instant();
  }

  /** What the host's clock says: the time of notes that siblings read. */
  Instant host() {
    return host.instant();
  }

  /** A time of the host in the agent's own time. */
  Instant toOwn(Instant hostTime) {
    return shifted(hostTime, ahead().negated());
  }

  /** By the host's clock, which one of the two who set and read it must have wrong. */
  boolean isOfTheFuture(TokenPair pair) {
    return pair.obtainedAt().isAfter(host.instant().plus(TOLERANCE));
  }

  /**
   * Whether the host's clock has gone ahead of the elapsed time since the last call: it was set, or
   * the machine was suspended; nothing tells which.
   */
  boolean hasJumpedAhead() {
    Duration ahead = ahead();
    boolean jumped = ahead.minus(lastAhead).compareTo(TOLERANCE) > 0;
    lastAhead = ahead;
    return jumped;
  }

  private static Instant shifted(Instant time, Duration by) {
    return by.abs().compareTo(Duration.ofSeconds(1)) < 0 ? time : time.plus(by);
  }

  private Duration ahead() {
    return Duration.between(own.instant(), host.instant());
  }
}
