package io.centraltoken.agent.request;

/**
 * A request to the gateway, of whatever client: whether it carries a token and has not been
 * answered. {@link InFlight} asks, on the token thread.
 */
public abstract class GatewayRequest {
  private static final long NEVER = Long.MIN_VALUE;

  /** Milliseconds since the epoch. */
  private volatile long givenAt = NEVER;

  /** It goes out with a token, or is about to ask for one. */
  final void given(long now) {
    givenAt = now;
  }

  /** It was answered, has failed, or waits without a token. */
  final void answered() {
    givenAt = NEVER;
  }

  /** Whether it was given a token after that time, and has not been answered. */
  final boolean isGivenAfter(long time) {
    long at = givenAt;
    return at != NEVER && at > time;
  }
}
