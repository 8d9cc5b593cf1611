package io.centraltoken.agent.request;

import io.centraltoken.agent.token.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The requests that were given a token and have not been answered. One that was given it longer ago
 * than the settle time-out counts no more: its head has long been at the gateway, whether it is a
 * long poll, was abandoned or has failed. So nothing delays two exchanges.
 */
public final class InFlight implements Traffic {
  /** Rarely more than a few in a row: a request on a near network is answered in milliseconds. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final List<WeakIdentityMap<? extends GatewayRequest>> requests =
      new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final long longest;

  public InFlight(Clock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest.toMillis();
  }

  /** Requests of a client, to be asked from now on. */
  void watch(WeakIdentityMap<? extends GatewayRequest> ofClient) {
    requests.add(ofClient);
  }

  @Override
  public void settle() {
    long end = clock.millis() + longest;
    for (long now = clock.millis(); now < end && !isQuiet(now); now = clock.millis()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  boolean isQuiet(long now) {
    for (WeakIdentityMap<? extends GatewayRequest> ofClient : requests) {
      for (GatewayRequest request : ofClient.values()) {
        if (request.isGivenAfter(now - longest)) {
          return false;
        }
      }
    }
    return true;
  }
}
