package io.centraltoken.agent.observe;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;

/**
 * Where what happens is recorded for who looks at it later: Java Flight Recorder on Java 11 and
 * later. Must not throw, and holds no secret.
 */
public interface FlightRecord {
  /** To be called by the token thread again and again: a recording may begin at any time. */
  void prepare();

  /**
   * A call of the token endpoint, or of the login, has ended. Called by the token thread.
   *
   * @param outcome {@code new pair}, or the kind of failure
   */
  void tokenRefresh(String outcome, boolean isNewPair, Duration took);

  /** A pair was read that somebody else has put into the store. Called by the token thread. */
  void tokenReload(TokenPair pair);

  /**
   * A request that waited for an exchange of tokens goes on. Called by application threads.
   *
   * @param millis how long it has waited
   */
  void requestHeld(long millis);

  /** A request whose token was rejected goes out once more. Called by application threads. */
  void requestReplay();
}
