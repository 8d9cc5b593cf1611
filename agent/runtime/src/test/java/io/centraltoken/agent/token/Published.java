package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;

/** For tests of other packages, to which the token state is read-only. */
public final class Published {
  private Published() {}

  public static void publish(TokenState state, TokenPair pair) {
    state.succeed(pair);
  }

  /** An exchange has failed. */
  public static void fail(TokenState state) {
    state.fail();
  }
}
