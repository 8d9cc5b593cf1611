package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.util.concurrent.CompletableFuture;

/** All that a request needs to know of the token, published in one write. Immutable. */
final class TokenSnapshot {
  final TokenPair pair;

  /** The one that runs or is to begin, or null. */
  final Exchange exchange;

  final boolean lastExchangeFailed;

  /** Milliseconds since the epoch. */
  final long unusableAt;

  /** Whether no request carries the token before a call has shown that the pair is alive. */
  final boolean untried;

  private final String[] replaced;

  private TokenSnapshot(
      TokenPair pair,
      String[] replaced,
      Exchange exchange,
      boolean lastExchangeFailed,
      boolean untried) {
    this.pair = pair;
    this.replaced = replaced;
    this.exchange = exchange;
    this.lastExchangeFailed = lastExchangeFailed;
    this.untried = untried;
    this.unusableAt = pair == null || untried ? 0 : RefreshPolicy.unusableAt(pair).toEpochMilli();
  }

  /** No token, and the exchange that brings one runs. */
  static TokenSnapshot first(long now) {
    return new TokenSnapshot(null, new String[0], new Exchange(true, now), false, false);
  }

  TokenSnapshot with(Exchange next) {
    return new TokenSnapshot(pair, replaced, next, lastExchangeFailed, untried);
  }

  TokenSnapshot untried() {
    return new TokenSnapshot(pair, replaced, exchange, lastExchangeFailed, true);
  }

  /** No exchange runs, and the token is as good as it was. */
  TokenSnapshot failed() {
    return new TokenSnapshot(pair, replaced, null, true, false);
  }

  TokenSnapshot withPair(TokenPair successor, Exchange next) {
    String[] older = replaced;
    if (pair != null && !pair.authorization().equals(successor.authorization())) {
      older =
          replaced.length == 0
              ? new String[] {pair.authorization()}
              : new String[] {pair.authorization(), replaced[0]};
    }
    return new TokenSnapshot(successor, older, next, false, false);
  }

  boolean isRunning() {
    return exchange != null && exchange.running;
  }

  boolean isIssued(String authorization) {
    for (String old : replaced) {
      if (old.equals(authorization)) {
        return true;
      }
    }
    return pair != null && pair.authorization().equals(authorization);
  }

  boolean isUsable(long now) {
    return now < unusableAt;
  }

  /** One that runs, or that is to begin; its end is signalled after its outcome was published. */
  static final class Exchange {
    final CompletableFuture<Boolean> end = new CompletableFuture<>();
    final boolean running;

    /** Milliseconds since the epoch. */
    final long began;

    Exchange(boolean running, long began) {
      this.running = running;
      this.began = began;
    }
  }
}
