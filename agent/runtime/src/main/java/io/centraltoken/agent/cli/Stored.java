package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.runtime.StoreAssembly;
import io.centraltoken.agent.token.StoreReport;
import io.centraltoken.agent.token.TokenStore;
import java.time.Instant;

/** The store that the settings name, for commands that only look at it. */
final class Stored {
  private final TokenStore store;
  private final boolean hasLogin;

  private Stored(TokenStore store, boolean hasLogin) {
    this.store = store;
    this.hasLogin = hasLogin;
  }

  /**
   * @throws SettingException if nothing is stored with these settings
   */
  static Stored of(Settings settings) throws SettingException {
    if (settings.grant().isClientCredentials()) {
      throw new SettingException(
          "central.grant",
          null,
          "with client_credentials nothing is stored",
          "look at the log or the MXBean of the JVM that has the token");
    }
    return new Stored(StoreAssembly.store(settings.grant()), settings.grant().hasLogin());
  }

  StoreReport report() {
    return StoreReport.of(store.load(), hasLogin, Instant.now());
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
