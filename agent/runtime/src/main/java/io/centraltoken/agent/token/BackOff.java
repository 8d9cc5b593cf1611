package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;

/**
 * How soon after the last call of the token endpoint the next one may be made, whatever the reason:
 * while the present token is usable at most 12 calls in the first 10 minutes of an outage and 12 an
 * hour after that, while none is usable one in 5 s at first and one a minute later. A rejected
 * client is tried again after 5 minutes, growing to 30. Called by the token thread only.
 */
final class BackOff {
  private static final Duration REJECTED_CLIENT = Duration.ofMinutes(5);
  private static final Duration REJECTED_CLIENT_MOST = Duration.ofMinutes(30);

  private final RefreshPolicy policy;
  private Instant lastCall = Instant.MIN;
  private Instant earliest = Instant.MIN;
  private Instant sinceStart = Instant.MIN;
  private Instant whileUsable = Instant.MIN;
  private Instant whileUnusable = Instant.MIN;
  private Instant clientRejectedUntil = Instant.MIN;
  private int clientRejections;
  private int failures;
  private boolean triedSoon;

  BackOff(RefreshPolicy policy) {
    this.policy = policy;
  }

  /** Another pair than before, which was not asked for here. */
  void adopted(TokenPair pair) {
    clear();
    if (!lastCall.equals(Instant.MIN)) {
      earliest = later(earliest, lastCall.plus(policy.leastWait(pair.lifetime())));
    }
  }

  /** A call is about to be made, whose outcome may never be told. */
  void starting(TokenPair present, Instant now) {
    lastCall = now;
    sinceStart = now.plus(policy.leastWait(present == null ? null : present.lifetime()));
  }

  /** A new pair; one whose token is dead on arrival is a failed call, too. */
  void received(TokenPair pair, Instant now) {
    int before = failures;
    clear();
    lastCall = now;
    earliest = RefreshPolicy.notBefore(now, now, pair.lifetime());
    if (!now.isBefore(RefreshPolicy.unusableAt(pair))) {
      failures = before + 1;
      whileUnusable = now.plus(policy.retryAfter(failures, false, pair.lifetime()));
    }
  }

  /**
   * A call that gave no pair.
   *
   * @param present the pair that stays, or null
   */
  void failed(FailureClass failureClass, Duration retryAfter, TokenPair present, Instant now) {
    Duration lifetime = present == null ? null : present.lifetime();
    lastCall = now;
    sinceStart = Instant.MIN;
    failures++;
    // A lost response leaves a token that looks usable and may be dead: one try more comes soon.
    boolean perhapsDead = failureClass == FailureClass.AMBIGUOUS && !triedSoon;
    triedSoon |= perhapsDead;
    whileUnusable = now.plus(policy.retryAfter(perhapsDead ? 1 : failures, false, lifetime));
    whileUsable =
        perhapsDead ? whileUnusable : now.plus(policy.retryAfter(failures, true, lifetime));
    if (present != null && now.isBefore(RefreshPolicy.lastStart(present))) {
      Instant last = RefreshPolicy.notBefore(now, RefreshPolicy.lastStart(present), lifetime);
      whileUsable = earlier(whileUsable, last); // once more while the token is good
    }
    earliest = later(earliest, now.plus(retryAfter));
    if (failureClass == FailureClass.CONFIGURATION) {
      clientRejections++;
      Duration wait = REJECTED_CLIENT.multipliedBy(1L << Math.min(clientRejections - 1, 3));
      clientRejectedUntil =
          now.plus(wait.compareTo(REJECTED_CLIENT_MOST) < 0 ? wait : REJECTED_CLIENT_MOST);
    }
  }

  /** Whether a call was made whose outcome is not known yet. */
  boolean isCallOpen() {
    return !sinceStart.equals(Instant.MIN);
  }

  /** The refresh token is rejected: there is nothing to repeat. */
  void refreshTokenRejected(Instant now) {
    lastCall = now;
    sinceStart = Instant.MIN;
  }

  /** Nothing was called, and nothing will be until then. */
  void putOff(Instant until) {
    earliest = later(earliest, until);
  }

  /** Settings have changed: a client that was rejected may be tried at once. */
  void forgetRejectedClient() {
    clientRejections = 0;
    clientRejectedUntil = Instant.MIN;
  }

  boolean isClientRejected() {
    return clientRejections > 0;
  }

  boolean isFailing() {
    return failures > 0;
  }

  /**
   * When the next call may be made.
   *
   * @param unusableAt when the present token becomes unusable; null: it is
   */
  Instant openAt(Instant unusableAt) {
    Instant open =
        unusableAt == null ? whileUnusable : earlier(whileUsable, later(whileUnusable, unusableAt));
    return later(later(open, sinceStart), later(earliest, clientRejectedUntil));
  }

  private void clear() {
    failures = 0;
    triedSoon = false;
    sinceStart = Instant.MIN;
    whileUsable = Instant.MIN;
    whileUnusable = Instant.MIN;
    forgetRejectedClient();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
