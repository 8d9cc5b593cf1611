package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What must outlive this JVM besides the pair, and be known to its siblings: that an exchange was
 * begun, how the last one ended, which refresh tokens the gateway rejected, and when the last login
 * was. Immutable; holds fingerprints, never a secret.
 */
public final class ExchangeNotes {
  public static final ExchangeNotes NONE =
      new ExchangeNotes(null, null, null, Collections.<String>emptyList());

  /** Rejected tokens that are remembered; one that is forgotten costs one call. */
  private static final int MOST = 50;

  private final Intent intent;
  private final Outcome lastOutcome;
  private final LastLogin lastLogin;
  private final List<String> rejected;

  private ExchangeNotes(
      Intent intent, Outcome lastOutcome, LastLogin lastLogin, List<String> rejected) {
    this.intent = intent;
    this.lastOutcome = lastOutcome;
    this.lastLogin = lastLogin;
    this.rejected = rejected;
  }

  /** From texts that the accessors of this class have given; each may be null. */
  public static ExchangeNotes of(
      String intent, String lastOutcome, String lastLogin, List<String> rejected) {
    return new ExchangeNotes(
        Intent.of(intent),
        Outcome.of(lastOutcome),
        LastLogin.of(lastLogin),
        Collections.unmodifiableList(new ArrayList<>(rejected)));
  }

  /** Fingerprint of the refresh token that is being redeemed, time, process; or null. */
  public String intent() {
    return text(intent);
  }

  /** Time and what came of the last exchange, or null. */
  public String lastOutcome() {
    return text(lastOutcome);
  }

  /** Time and fingerprint of the client id, or null. */
  public String lastLogin() {
    return text(lastLogin);
  }

  /** Fingerprints of refresh tokens that the gateway rejected, oldest first. */
  public List<String> rejected() {
    return rejected;
  }

  private static String text(Object note) {
    return note == null ? null : note.toString();
  }

  /** Whether an exchange of this pair's refresh token was begun and never answered. */
  boolean isOpen(TokenPair pair) {
    return intent != null && intent.isFor(pair);
  }

  /** Whether the process that began it has ended without noting what came of it. */
  boolean isAbandoned(TokenPair pair) {
    return isOpen(pair) && (lastOutcome == null || lastOutcome.at().isBefore(intent.begunAt()));
  }

  /** Whether the gateway has rejected the refresh token of this pair. */
  public boolean isRejected(TokenPair pair) {
    return pair.isRefreshable() && rejected.contains(pair.refreshTokenFingerprint());
  }

  /**
   * @return EPOCH if there was none
   */
  Instant lastLogin(String clientId) {
    return lastLogin != null && lastLogin.isOf(clientId) ? lastLogin.at() : Instant.EPOCH;
  }

  private static Instant at(LastLogin login) {
    return login == null ? Instant.EPOCH : login.at();
  }

  ExchangeNotes withIntent(TokenPair pair, Instant now, String process) {
    return new ExchangeNotes(Intent.to(pair, now, process), lastOutcome, lastLogin, rejected);
  }

  /** The exchange has ended, and the refresh token is as it was or is replaced. */
  ExchangeNotes ended(Outcome outcome) {
    return new ExchangeNotes(null, outcome, lastLogin, rejected);
  }

  /** Nobody knows what the gateway did: the intent stays open. */
  ExchangeNotes unanswered(Outcome outcome) {
    return new ExchangeNotes(intent, outcome, lastLogin, rejected);
  }

  ExchangeNotes after(FailureClass failure, Instant now) {
    Outcome outcome = Outcome.of(now, failure);
    return failure == FailureClass.AMBIGUOUS ? unanswered(outcome) : ended(outcome);
  }

  /** Whether this pair was asked for because the gateway rejected the token of the one before. */
  boolean isAnswerToRejection(TokenPair pair) {
    return lastOutcome != null && lastOutcome.isAnswerToRejection(pair);
  }

  /**
   * These and what others must not be forgotten for: refresh tokens that were rejected, and the
   * latest login. The process that wrote them may not have been seen to do so.
   */
  public ExchangeNotes with(ExchangeNotes present) {
    List<String> both = new ArrayList<>(present.rejected);
    both.removeAll(rejected);
    both.addAll(rejected);
    boolean later = at(present.lastLogin).isAfter(at(lastLogin));
    return new ExchangeNotes(
        intent, lastOutcome, later ? present.lastLogin : lastLogin, bounded(both));
  }

  ExchangeNotes withRejected(TokenPair pair) {
    List<String> longer = new ArrayList<>(rejected);
    longer.remove(pair.refreshTokenFingerprint());
    longer.add(pair.refreshTokenFingerprint());
    return new ExchangeNotes(intent, lastOutcome, lastLogin, bounded(longer));
  }

  private static List<String> bounded(List<String> fingerprints) {
    int from = Math.max(0, fingerprints.size() - MOST);
    return Collections.unmodifiableList(
        new ArrayList<>(fingerprints.subList(from, fingerprints.size())));
  }

  /**
   * With a login that is made now. It is always later than the one before, which a clock that was
   * ahead may have noted: else siblings would take this one for that one, and so for an old one.
   */
  ExchangeNotes withLogin(String clientId, Instant now) {
    Instant before = at(lastLogin);
    Instant later = now.isAfter(before) ? now : before.plusMillis(1);
    return new ExchangeNotes(intent, lastOutcome, LastLogin.of(clientId, later), rejected);
  }

  /** The login did not reach the gateway, and does not count. */
  ExchangeNotes withLoginOf(ExchangeNotes earlier) {
    return new ExchangeNotes(intent, lastOutcome, earlier.lastLogin, rejected);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExchangeNotes && texts().equals(((ExchangeNotes) other).texts());
  }

  @Override
  public int hashCode() {
    return texts().hashCode();
  }

  private List<Object> texts() {
    return Arrays.<Object>asList(intent(), lastOutcome(), lastLogin(), rejected);
  }
}
