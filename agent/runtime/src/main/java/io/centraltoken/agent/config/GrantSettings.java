package io.centraltoken.agent.config;

import io.centraltoken.agent.config.SettingSources.Setting;
import java.io.File;
import java.util.List;

/** Where tokens come from and where they are kept. */
public final class GrantSettings {
  private final boolean clientCredentials;
  private final File tokenFile;
  private final File tokenSeed;
  private final boolean tokenFileShared;
  private final String username;
  private final SecretSource password;
  private final String customerId;

  GrantSettings(SettingSources sources, SettingReader read, List<String> warnings)
      throws SettingException {
    this.clientCredentials =
        read.oneOf(SettingKeys.GRANT, "auto", "auto", "client_credentials")
            .equals("client_credentials");
    this.tokenFile = clientCredentials ? null : file(tokenFile(read));
    this.tokenSeed = clientCredentials ? null : file(sources.find(SettingKeys.TOKEN_SEED));
    this.tokenFileShared = read.isTrue(SettingKeys.TOKEN_SHARED, true);
    boolean login = !clientCredentials && isLoginBegun(sources);
    this.username =
        login
            ? read.required(SettingKeys.USERNAME, "set it, or remove central.password").value
            : null;
    this.password = login ? read.secret(SettingKeys.PASSWORD, SettingKeys.PASSWORD_FILE) : null;
    this.customerId =
        login
            ? read.required(SettingKeys.CUSTOMER_ID, "set it to the customer ID of your account")
                .value
            : null;
    if (clientCredentials) {
      warn(sources, warnings);
    }
  }

  /** Of new Central: no refresh tokens, and nothing is stored. */
  public boolean isClientCredentials() {
    return clientCredentials;
  }

  /** Null with client credentials. */
  public File tokenFile() {
    return tokenFile;
  }

  /** A download that is only read; null without one. */
  public File tokenSeed() {
    return tokenSeed;
  }

  /** Whether other processes may use the token file: then it is not used without a lock. */
  public boolean isTokenFileShared() {
    return tokenFileShared;
  }

  /** Whether the agent may log in where no refresh token is left. */
  public boolean hasLogin() {
    return username != null;
  }

  public String username() {
    return username;
  }

  public SecretSource password() {
    return password;
  }

  public String customerId() {
    return customerId;
  }

  @Override
  public String toString() {
    return clientCredentials
        ? "GrantSettings[client_credentials]"
        : "GrantSettings[" + tokenFile + "]";
  }

  private static Setting tokenFile(SettingReader read) throws SettingException {
    return read.required(
        SettingKeys.TOKEN_FILE,
        "save the JSON of Download Token and name the file, -Dcentral.token.file=...");
  }

  private static File file(Setting setting) {
    return setting == null ? null : new File(setting.value).getAbsoluteFile();
  }

  private static boolean isLoginBegun(SettingSources sources) {
    return sources.find(SettingKeys.USERNAME) != null
        || sources.find(SettingKeys.PASSWORD) != null
        || sources.find(SettingKeys.PASSWORD_FILE) != null
        || sources.find(SettingKeys.CUSTOMER_ID) != null;
  }

  private static void warn(SettingSources sources, List<String> warnings) {
    for (String key :
        new String[] {SettingKeys.TOKEN_FILE, SettingKeys.TOKEN_SEED, SettingKeys.USERNAME}) {
      if (sources.find(key) != null) {
        warnings.add(key + " has no effect with central.grant=client_credentials");
      }
    }
    if (sources.find(SettingKeys.TOKEN_URL) == null) {
      warnings.add(
          "central.grant=client_credentials without central.token.url asks the gateway itself;"
              + " for new Central, set it to https://sso.common.cloud.hpe.com/as/token.oauth2");
    }
  }
}
