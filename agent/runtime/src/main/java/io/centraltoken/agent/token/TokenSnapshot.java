package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.util.concurrent.CompletableFuture;

/** All that a request needs to know of the token, published in one write. Immutable. */
final class TokenSnapshot {
  final TokenPair pair;

  /**
   * What requests carry, or null. The same object for as long as the token is the same, by which a
   * value that a request was given is told from an equal one that the program has set.
   */
  final String authorization;

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
      String authorization,
      String[] replaced,
      Exchange exchange,
      boolean lastExchangeFailed,
      boolean untried) {
    this.pair = pair;
    this.authorization = authorization;
    this.replaced = replaced;
    this.exchange = exchange;
    this.lastExchangeFailed = lastExchangeFailed;
    this.untried = untried;
    this.unusableAt = pair == null || untried ? 0 : RefreshPolicy.unusableAt(pair).toEpochMilli();
  }

  /** No token, and the exchange that brings one runs. */
  static TokenSnapshot first(long now) {
    return new TokenSnapshot(null, null, new String[0], new Exchange(true, now), false, false);
  }

  TokenSnapshot with(Exchange next) {
    return new TokenSnapshot(pair, authorization, replaced, next, lastExchangeFailed, untried);
  }

  TokenSnapshot untried() {
    return new TokenSnapshot(pair, authorization, replaced, exchange, lastExchangeFailed, true);
  }

  /** No exchange runs, and the token is as good as it was. */
  TokenSnapshot failed() {
    return new TokenSnapshot(pair, authorization, replaced, null, true, false);
  }

  TokenSnapshot withPair(TokenPair successor, Exchange next) {
    if (successor.authorization().equals(authorization)) {
      return new TokenSnapshot(successor, authorization, replaced, next, false, false);
    }
    String[] older = replaced;
    if (authorization != null) {
      older =
          replaced.length == 0
              ? new String[] {authorization}
              : new String[] {authorization, replaced[0]};
    }
    return new TokenSnapshot(successor, successor.authorization(), older, next, false, false);
  }

  /** Whether one runs, or should have begun. */
  boolean isExchangeDue(long now) {
    return exchange != null && (exchange.running || now >= exchange.began);
  }

  boolean isRunning() {
    return exchange != null && exchange.running;
  }

  boolean isIssued(String value) {
    for (String old : replaced) {
      if (old.equals(value)) {
        return true;
      }
    }
    return authorization != null && authorization.equals(value);
  }

  @SuppressWarnings("ReferenceEquality") // that is what it asks for
  boolean isGiven(String value) {
    for (String old : replaced) {
      if (old == value) {
        return true;
      }
    }
    return authorization == value;
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
