package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.UrlConnectionCallbacks;
import io.centraltoken.agent.config.RequestSettings;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.observe.HookEvents;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.observe.RequestEvents;
import io.centraltoken.agent.request.FirstRequest;
import io.centraltoken.agent.request.GatewayPolicy;
import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.InFlight;
import io.centraltoken.agent.request.UrlConnectionAuthorizer;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.io.File;
import java.time.Clock;

/** What requests meet: made without a file, a connection or another thread. */
final class RequestAssembly {
  private final Clock clock = new MonotonicClock();
  private final TokenRecovery recovery;
  private final GatewayTraffic traffic;
  private final EventLog events;

  /**
   * @param jar of the agent
   */
  RequestAssembly(
      Settings settings, Log log, HookEvents hookEvents, FirstRequest firstRequest, File jar) {
    RequestSettings limits = settings.requests();
    RequestEvents requestEvents = new RequestEvents(log);
    this.events = new EventLog(log, requestEvents, hookEvents, jar);
    InFlight inFlight = new InFlight(clock, limits.settleTimeout());
    TokenState state = new TokenState(clock, limits.holdTimeout(), limits.waitTimeout(), inFlight);
    this.recovery = new TokenRecovery(state, limits.waitTimeout());
    GatewayPolicy policy = new GatewayPolicy(settings.origin(), settings.tokenUrl(), limits);
    this.traffic = new GatewayTraffic(policy, recovery, inFlight, firstRequest, requestEvents);
  }

  Clock clock() {
    return clock;
  }

  TokenRecovery recovery() {
    return recovery;
  }

  GatewayTraffic traffic() {
    return traffic;
  }

  UrlConnectionCallbacks urlConnection() {
    return new UrlConnectionAuthorizer(traffic);
  }

  EventLog events() {
    return events;
  }
}
