package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What this JVM remembers of the pairs that it had: whose refresh token was redeemed or rejected,
 * and which ones gave way to a file of somebody else, and may still be good. Called by the token
 * thread only.
 */
final class PairHistory {
  /** A person who tries one file after another, and siblings that write over each other. */
  private static final int MOST_DISPLACED = 8;

  private final SpentTokens redeemed = new SpentTokens();
  private final SpentTokens superseded = new SpentTokens();
  private final SpentTokens rejected = new SpentTokens();

  /** Latest first. */
  private final Deque<TokenPair> displaced = new ArrayDeque<>();

  /**
   * A server need not replace a refresh token: then it is not used up.
   *
   * @param pair null: none
   */
  void redeem(TokenPair pair, TokenPair successor) {
    if (pair != null && pair.isRefreshable() && !successor.hasRefreshTokenOf(pair)) {
      redeemed.add(pair);
      displaced.removeIf(pair::hasRefreshTokenOf);
    }
  }

  void supersede(TokenPair pair) {
    if (pair.isRefreshable()) {
      superseded.add(pair);
    }
  }

  /** It has given way, and nobody is known to have redeemed its refresh token. */
  void displace(TokenPair pair) {
    if (pair.isRefreshable() && !hasRedeemed(pair) && !hasRejected(pair)) {
      displaced.removeIf(pair::hasRefreshTokenOf);
      displaced.addFirst(pair);
      if (displaced.size() > MOST_DISPLACED) {
        displaced.removeLast();
      }
    }
  }

  /** The latest pair that has given way and may still be good, or null. */
  TokenPair displaced() {
    return displaced.peekFirst();
  }

  Stream<TokenPair> allDisplaced() {
    return displaced.stream();
  }

  /** Drops what somebody else has redeemed or the gateway rejected to a sibling. */
  void forgetDisplaced(Predicate<TokenPair> isDead) {
    displaced.removeIf(isDead);
  }

  void reject(TokenPair pair) {
    rejected.add(pair);
    displaced.removeIf(pair::hasRefreshTokenOf);
  }

  boolean hasRedeemed(TokenPair pair) {
    return redeemed.contains(pair);
  }

  boolean hasSuperseded(TokenPair pair) {
    return superseded.contains(pair);
  }

  boolean hasRejected(TokenPair pair) {
    return rejected.contains(pair);
  }
}
