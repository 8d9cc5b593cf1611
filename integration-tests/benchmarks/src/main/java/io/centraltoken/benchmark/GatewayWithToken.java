package io.centraltoken.benchmark;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.observe.RequestEvents;
import io.centraltoken.agent.request.FirstRequest;
import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.InFlight;
import io.centraltoken.agent.request.TestGateway;
import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.time.Clock;
import java.time.Duration;

/** The agent's side of the hooks: a token is valid and no exchange is due. */
final class GatewayWithToken {
  private GatewayWithToken() {}

  static GatewayTraffic traffic() throws SettingException {
    Clock clock = Clock.systemUTC();
    InFlight inFlight = new InFlight(clock, Duration.ofMillis(300));
    TokenState state =
        new TokenState(clock, Duration.ofSeconds(10), Duration.ofSeconds(30), inFlight);
    Published.publish(state, "access");
    return new GatewayTraffic(
        TestGateway.policy("central.replay=true"),
        new TokenRecovery(state, Duration.ofSeconds(30)),
        inFlight,
        new FirstRequest(),
        new RequestEvents(Log.to(System.err, false)));
  }
}
