package io.centraltoken.agent.token;

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
  private static final double AHEAD = 0.35;
  private static final double SPREAD = 0.03;
  private static final double MOST_AHEAD = 0.9;
  private static final Duration LARGEST_MARGIN = Duration.ofSeconds(60);
  private static final Duration FLOOR = Duration.ofSeconds(1);
  private static final Duration LEAST_FLOOR = Duration.ofMillis(100);
  private static final Duration USUAL = Duration.ofHours(2);

  private final Duration ahead;
  private final DoubleSupplier chance;

  /**
   * @param ahead instead of the share of the lifetime, or null; never more than 90 % of a lifetime
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

  Instant dueAt(TokenPair pair) {
    double share =
        ahead == null
            ? AHEAD
            : Math.min(MOST_AHEAD, (double) ahead.toMillis() / pair.lifetime().toMillis());
    double spread = share * SPREAD / AHEAD * (2 * chance.getAsDouble() - 1);
    return pair.expiresAt().minus(fraction(pair.lifetime(), share + spread));
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
   * Full jitter over an exponential: 15 s to 5 min while there is a usable token, 5 s to 60 s while
   * there is none, never under 1 s. In the same proportion less where a token lives for less than
   * two hours, so that two failed tries fit between its refresh and its end.
   *
   * @param failures in a row, at least 1
   * @param lifetime of the present token, or null
   */
  Duration retryAfter(int failures, boolean usable, Duration lifetime) {
    long span = Math.min(USUAL.toMillis(), (lifetime == null ? USUAL : lifetime).toMillis());
    long first = usable ? span / 480 : span / 1440;
    long most = usable ? span / 24 : span / 120;
    long ceiling = Math.min(most, first << Math.min(failures - 1, 10));
    return Duration.ofMillis(Math.max(floor(span), (long) (ceiling * chance.getAsDouble())));
  }

  private static long floor(long lifetime) {
    return Math.min(FLOOR.toMillis(), Math.max(LEAST_FLOOR.toMillis(), lifetime / 8));
  }

  private static Duration fraction(Duration whole, double part) {
    return Duration.ofMillis(Math.round(whole.toMillis() * part));
  }
}
