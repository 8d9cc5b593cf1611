package io.centraltoken.agent.config;

import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Where tokens come from and where they are kept. */
public final class GrantSettings {
  /** HPE GreenLake, "Generating Access Tokens": for credentials of New Central alone. */
  private static final String ISSUER = "https://sso.common.cloud.hpe.com/as/token.oauth2";

  /** The same for credentials of a workspace, which other GreenLake services take too. */
  private static final String WORKSPACE_ISSUER =
      "https://global.api.greenlake.hpe.com/authorization/v2/oauth2/";

  private final boolean clientCredentials;
  private final String workspaceId;
  private final File tokenFile;
  private final File tokenSeed;
  private final boolean tokenFileShared;
  private final String username;
  private final SecretSource password;
  private final String customerId;

  GrantSettings(SettingSources sources, SettingReader read, List<String> warnings)
      throws SettingException {
    this.clientCredentials = isClientCredentials(read);
    this.workspaceId = workspaceId(sources, warnings);
    this.tokenFile = clientCredentials ? null : tokenFile(read).file();
    this.tokenSeed = clientCredentials ? null : read.file(SettingKeys.TOKEN_SEED);
    this.tokenFileShared = read.isTrue(SettingKeys.TOKEN_SHARED, true);
    boolean login = !clientCredentials && isLoginMeant(sources, warnings);
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

  static boolean isClientCredentials(SettingReader read) throws SettingException {
    return read.oneOf(SettingKeys.GRANT, "auto", "auto", "client_credentials")
        .equals("client_credentials");
  }

  /** Of new Central: no refresh tokens, and nothing is stored. */
  public boolean isClientCredentials() {
    return clientCredentials;
  }

  /** Where tokens come from, if nothing else is set. */
  URI defaultTokenUrl(URI baseUrl) {
    if (!clientCredentials) {
      return baseUrl.resolve("/oauth2/token");
    }
    return URI.create(workspaceId == null ? ISSUER : WORKSPACE_ISSUER + workspaceId + "/token");
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

  /** Null: none, or one without effect. */
  private String workspaceId(SettingSources sources, List<String> warnings)
      throws SettingException {
    Setting workspace = sources.find(SettingKeys.WORKSPACE_ID);
    if (workspace == null) {
      return null;
    }
    if (!clientCredentials || sources.find(SettingKeys.TOKEN_URL) != null) {
      warnings.add(
          workspace
              + " has no effect "
              + (clientCredentials
                  ? "beside central.token.url"
                  : "without central.grant=client_credentials"));
      return null;
    }
    for (char letter : workspace.value.toCharArray()) {
      if (!(letter == '-' || (letter < 128 && Character.isLetterOrDigit(letter)))) {
        throw workspace.wrong(
            "it is not a workspace ID: " + workspace.value,
            "copy it from Manage Workspace in HPE GreenLake");
      }
    }
    return workspace.value;
  }

  private static Setting tokenFile(SettingReader read) throws SettingException {
    return read.required(
        SettingKeys.TOKEN_FILE,
        "save the JSON of Download Token and name the file, -Dcentral.token.file=...");
  }

  /** Values that come from the environment alone may be another program's. */
  private static boolean isLoginMeant(SettingSources sources, List<String> warnings)
      throws SettingException {
    boolean meant = sources.find(SettingKeys.CUSTOMER_ID) != null;
    List<String> variables = new ArrayList<>();
    for (String key :
        new String[] {SettingKeys.USERNAME, SettingKeys.PASSWORD, SettingKeys.PASSWORD_FILE}) {
      Setting setting = sources.find(key);
      if (setting != null && setting.source == Setting.Source.ENVIRONMENT) {
        variables.add(setting.place());
      }
      meant |= setting != null && setting.source != Setting.Source.ENVIRONMENT;
    }
    if (!meant && !variables.isEmpty()) {
      warnings.add(
          String.join(", ", variables)
              + ": no login without central.customer.id; set it, or ignore this if they are another program's");
    }
    return meant;
  }

  private static void warn(SettingSources sources, List<String> warnings) throws SettingException {
    for (String key :
        new String[] {SettingKeys.TOKEN_FILE, SettingKeys.TOKEN_SEED, SettingKeys.USERNAME}) {
      if (sources.find(key) != null) {
        warnings.add(key + " has no effect with central.grant=client_credentials");
      }
    }
  }
}
