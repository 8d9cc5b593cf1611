package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;

/**
 * What happens to the token, for the log and for monitoring. Called by the token thread; must not
 * throw.
 */
public interface TokenListener {
  /** It has changed. */
  void statusIs(TokenStatus status);

  void loaded(TokenPair pair);

  void refreshed(TokenPair pair);

  /**
   * @param usable whether requests still have a token while the retry is awaited
   */
  void refreshFailed(String why, Duration retryAfter, boolean usable);

  /**
   * A call of the token endpoint, or of the login, has ended.
   *
   * @param outcome as it is noted in the store
   * @param took from when it could begin, because no request was on the wire any more
   */
  void exchangeEnded(String outcome, boolean isNewPair, Instant at, Duration took);

  /** Nothing more is tried until a person has acted. */
  void rejected(String why, String remedy);

  /** The new pair is in use, but would be lost with this JVM. */
  void unpersisted(String why);

  /**
   * The store cannot take a new pair, so that none is asked for while the present one is usable.
   */
  void putOff(String why);

  /** Nobody can lock the store, so that other processes of the host must not use it. */
  void unclaimable(String why);

  /** This process cannot lock the store, and others may have done so: nothing is exchanged. */
  void unlockable(String why, String remedy);

  /**
   * Another process has locked the store for so long that it may never let go of it.
   *
   * @param holder the process, as far as the system tells, and the file
   */
  void heldByOther(String holder);

  /** How the store has to be written, where that is not the usual way. */
  void storeIs(String remark);

  /** Something odd in a response of the token endpoint, and what was made of it. */
  void oddResponse(String remark);

  /** The gateway rejects a token that was made because it had rejected the one before. */
  void freshTokenRejected();

  /** An old copy of the token file was put over the present one, which was put back. */
  void overwritten();

  /**
   * The refresh token, which could not be redeemed for long, ends within so many days; after that
   * only a person helps.
   */
  void endsSoon(int days);
}
