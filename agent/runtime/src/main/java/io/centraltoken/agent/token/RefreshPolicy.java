package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When a pair is due, when it is unusable, and how long to wait after a failure: different
 * questions and a pure answer each. A refresh begins 35 % of the lifetime before its end (42
 * minutes of 2 hours: longer than the 30 minutes in which a new pair can be refused), spread by 3
 * %, so that many hosts do not ask at once.
 */
public final class RefreshPolicy {
  /** HPE, "Access Token Management"; see {@link #refreshTokenEnd}. */
  public static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(14);

  private static final double AHEAD = 0.35;
  private static final double SPREAD = 0.03;
  private static final double MOST_AHEAD = 0.9;
  private static final Duration LARGEST_MARGIN = Duration.ofSeconds(60);
  private static final Duration FLOOR = Duration.ofSeconds(1);
  private static final Duration LEAST_FLOOR = Duration.ofMillis(100);

  /** A token that lives for less has its failed refreshes repeated sooner, in proportion. */
  private static final Duration SHORT = Duration.ofMinutes(15);

  private final Duration ahead;
  private final DoubleSupplier chance;

  /**
   * @param ahead instead of the share of the lifetime, or null; never more than 90 % of a lifetime,
   *     and never so little that the token is unusable before its refresh has started
   * @param chance uniform in [0, 1)
   */
  public RefreshPolicy(Duration ahead, DoubleSupplier chance) {
    this.ahead = ahead;
    this.chance = chance;
  }

  /**
   * Two exchanges are never closer than a second, or an eighth of a short lifetime: a pair whose
   * exchange took long may be due at once.
   */
  static Instant notBefore(Instant exchange, Instant due, Duration lifetime) {
    Instant earliest = exchange.plusMillis(floor(lifetime.toMillis()));
    return due.isBefore(earliest) ? earliest : due;
  }

  /** When the refresh token of a pair expires. */
  public static Instant refreshTokenEnd(TokenPair pair) {
    return pair.obtainedAt().plus(REFRESH_TOKEN_LIFETIME);
  }

  Instant dueAt(TokenPair pair) {
    double share =
        ahead == null
            ? AHEAD
            : Math.min(MOST_AHEAD, (double) ahead.toMillis() / pair.lifetime().toMillis());
    double spread = share * SPREAD / AHEAD * (2 * chance.getAsDouble() - 1);
    Instant due = pair.expiresAt().minus(fraction(pair.lifetime(), share + spread));
    Instant last = lastStart(pair);
    return due.isBefore(last) ? due : last;
  }

  /**
   * From then on no request carries it, because it might expire on its way: 60 s before its end, at
   * most 5 % of its lifetime.
   */
  static Instant unusableAt(TokenPair pair) {
    Duration margin = fraction(pair.lifetime(), 0.05);
    return pair.expiresAt().minus(margin.compareTo(LARGEST_MARGIN) < 0 ? margin : LARGEST_MARGIN);
  }

  /**
   * An exchange that begins later may find the token unusable before it runs; then a request at
   * that moment has nothing to wait for and goes out bare.
   */
  static Instant lastStart(TokenPair pair) {
    return unusableAt(pair).minusMillis(floor(pair.lifetime().toMillis()));
  }

  /**
   * Doubles from 15 s to 7 min while there is a usable token, less up to 20 % by chance: at most 7
   * calls in the first 10 minutes and 11 an hour after that. Doubles from 5 s to 60 s while there
   * is none, more by up to 25 %: an endpoint that is there again is noticed within 75 s. In
   * proportion less where a token lives for less than {@link #SHORT}, so that two failed tries fit
   * between its refresh and its end.
   *
   * @param failures in a row, at least 1
   * @param lifetime of the present token, or null
   */
  Duration retryAfter(int failures, boolean usable, Duration lifetime) {
    double scale = scale(lifetime);
    double first = usable ? 15_000 : 5_000;
    double most = usable ? 420_000 : 60_000;
    double wait = Math.min(most, first * (1 << Math.min(failures - 1, 10)));
    double spread = usable ? 1 - 0.2 * chance.getAsDouble() : 1 + 0.25 * chance.getAsDouble();
    return Duration.ofMillis(Math.max(floor(lifetime), (long) (wait * spread * scale)));
  }

  /** Between any two calls without a usable token. */
  Duration leastWait(Duration lifetime) {
    return Duration.ofMillis(Math.max(floor(lifetime), (long) (5_000 * scale(lifetime))));
  }

  private static double scale(Duration lifetime) {
    return lifetime == null ? 1 : Math.min(1, (double) lifetime.toMillis() / SHORT.toMillis());
  }

  private static long floor(Duration lifetime) {
    return floor(lifetime == null ? Long.MAX_VALUE : lifetime.toMillis());
  }

  private static long floor(long lifetime) {
    return Math.min(FLOOR.toMillis(), Math.max(LEAST_FLOOR.toMillis(), lifetime / 8));
  }

  private static Duration fraction(Duration whole, double part) {
    return Duration.ofMillis(Math.round(whole.toMillis() * part));
  }
}
