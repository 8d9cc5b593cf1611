package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.CallSettings;
import io.centraltoken.agent.oauth.GatewayProbe;
import io.centraltoken.agent.proxy.OwnProxy;
import io.centraltoken.agent.proxy.ProxyCredentials;

/** Makes what the agent's own calls go through. */
public final class CallAssembly {
  private CallAssembly() {}

  /** One harmless call, for the command line. */
  public static GatewayProbe probe(CallSettings calls) {
    return new GatewayProbe(
        calls.connectTimeout(), calls.readTimeout(), proxy(calls), calls.caFile());
  }

  static OwnProxy proxy(CallSettings calls) {
    ProxyCredentials credentials =
        calls.proxyUsername() == null
            ? null
            : new ProxyCredentials(calls.proxyUsername(), calls.proxyPassword());
    return calls.proxy() == null
        ? OwnProxy.ofJvm(credentials)
        : OwnProxy.at(calls.proxy().host(), calls.proxy().port(), credentials);
  }
}
