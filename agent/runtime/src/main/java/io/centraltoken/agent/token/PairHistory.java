package io.centraltoken.agent.token;

/**
 * What this JVM remembers of the pairs that it had: whose refresh token was redeemed or refused,
 * and which ones gave way to a file of somebody else. Called by the token thread only.
 */
final class PairHistory {
  private final SpentTokens redeemed = new SpentTokens();
  private final SpentTokens superseded = new SpentTokens();
  private final SpentTokens refused = new SpentTokens();

  /** A server need not replace a refresh token: then it is not used up. */
  void redeem(TokenPair pair, TokenPair successor) {
    if (pair != null && pair.isRefreshable() && !successor.hasRefreshTokenOf(pair)) {
      redeemed.add(pair);
    }
  }

  void supersede(TokenPair pair) {
    if (pair != null && pair.isRefreshable()) {
      superseded.add(pair);
    }
  }

  void refuse(TokenPair pair) {
    refused.add(pair);
  }

  boolean hasRedeemed(TokenPair pair) {
    return redeemed.contains(pair);
  }

  boolean hasSuperseded(TokenPair pair) {
    return superseded.contains(pair);
  }

  boolean hasRefused(TokenPair pair) {
    return refused.contains(pair);
  }
}
