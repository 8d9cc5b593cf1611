package io.centraltoken.agent.request;

import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Properties;

/** The requests to {@code https://gateway.example}, whose token path is {@code /another/token}. */
public final class TestGateway {
  private TestGateway() {}

  /**
   * @param setting beside those that must be there
   */
  public static GatewayPolicy policy(String setting) throws SettingException {
    Settings settings =
        new Settings(
            SettingSources.of(
                "central.base.url=https://gateway.example,central.token.file=t,central.client.id=i,central.client.secret=s,"
                    + setting,
                new Properties(),
                Map.of()));
    return new GatewayPolicy(
        Origin.of(URI.create("https://gateway.example")),
        URI.create("https://gateway.example/another/token"),
        settings.requests());
  }

  /** Whether no request is on the wire. */
  public static boolean isQuiet(InFlight inFlight, long now) {
    return inFlight.isQuiet(now);
  }
}
