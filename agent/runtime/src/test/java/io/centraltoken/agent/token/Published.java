package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;

/** For tests of other packages, to which the token state is read-only. */
public final class Published {
  private Published() {}

  /** A pair that was made just now and lives for two hours. */
  public static void publish(TokenState state, String accessToken) {
    state.succeed(TokenPair.of(accessToken, "refresh", state.now(), Duration.ofHours(2), 1));
  }

  /** The next exchange is to begin now, and has not begun. */
  public static void expectExchangeNow(TokenState state) {
    state.expectExchange(state.now());
  }

  /** An exchange has failed. */
  public static void fail(TokenState state) {
    state.fail();
  }
}
