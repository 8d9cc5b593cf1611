package io.centraltoken.agent.config;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All settings, checked. Read on the thread of premain, so with java.io only: NIO there has led to
 * deadlocks in other agents.
 */
public final class Settings {
  private final URI baseUrl;
  private final URI tokenUrl;
  private final String tokenRequest;
  private final String clientId;
  private final SecretSource clientSecret;
  private final GrantSettings grant;
  private final Duration refreshAhead;
  private final RequestSettings requests;
  private final CallSettings calls;
  private final String logLevel;
  private final File logFile;
  private final boolean logInJson;
  private final boolean jmx;
  private final List<String> warnings;

  /**
   * @throws SettingException for the first setting that is wrong or missing
   */
  public Settings(SettingSources sources) throws SettingException {
    SettingReader read = new SettingReader(sources);
    this.warnings = checkKeys(sources);
    boolean allowHttp = read.isTrue(SettingKeys.ALLOW_HTTP, false);
    this.baseUrl = baseUrl(sources, read, allowHttp);
    this.grant = new GrantSettings(sources, read, warnings);
    Setting tokenUrl = sources.find(SettingKeys.TOKEN_URL);
    this.tokenUrl =
        tokenUrl == null ? grant.defaultTokenUrl(baseUrl) : read.url(tokenUrl, allowHttp);
    this.tokenRequest =
        read.oneOf(
            SettingKeys.TOKEN_REQUEST,
            grant.isClientCredentials() ? "form" : "query",
            "query",
            "form",
            "json");
    this.clientId =
        read.required(
                SettingKeys.CLIENT_ID, "set it to the client ID of your API gateway application")
            .value;
    this.clientSecret = read.secret(SettingKeys.CLIENT_SECRET, SettingKeys.CLIENT_SECRET_FILE);
    this.refreshAhead = read.duration(SettingKeys.REFRESH_AHEAD, null);
    this.requests = new RequestSettings(read, grant.isClientCredentials());
    this.calls = new CallSettings(sources, read);
    this.logLevel =
        read.oneOf(SettingKeys.LOG_LEVEL, "info", "error", "warn", "info", "debug", "off");
    this.logFile = read.file(SettingKeys.LOG_FILE);
    this.logInJson = read.oneOf(SettingKeys.LOG_FORMAT, "text", "text", "json").equals("json");
    this.jmx = read.isTrue(SettingKeys.JMX, true);
  }

  /** Read before all else: the agent that is switched off does not even complain. */
  public static boolean isEnabled(SettingSources sources) throws SettingException {
    return new SettingReader(sources).isTrue(SettingKeys.ENABLED, true);
  }

  /** Whether this is the name of a setting. */
  public static boolean isKey(String name) {
    return SettingKeys.isSupported(name);
  }

  /** The setting whose name is the nearest to this one. */
  public static String nearestKey(String name) {
    return SettingKeys.nearest(name);
  }

  public Origin origin() {
    return Origin.of(baseUrl);
  }

  public URI tokenUrl() {
    return tokenUrl;
  }

  /** Where the parameters of a token request go: query, form or json. */
  public String tokenRequest() {
    return tokenRequest;
  }

  public String clientId() {
    return clientId;
  }

  public SecretSource clientSecret() {
    return clientSecret;
  }

  /** Where tokens come from and where they are kept. */
  public GrantSettings grant() {
    return grant;
  }

  /** Without anything behind the port. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** How long before expiry a refresh begins; null: a share of the lifetime. */
  public Duration refreshAhead() {
    return refreshAhead;
  }

  /** What happens to a request to the gateway. */
  public RequestSettings requests() {
    return requests;
  }

  /** How the agent's own calls are made. */
  public CallSettings calls() {
    return calls;
  }

  /** One of error, warn, info, debug, off. */
  public String logLevel() {
    return logLevel;
  }

  /** Null: stderr. */
  public File logFile() {
    return logFile;
  }

  /** Whether each line of the log is a JSON object. */
  public boolean isLogInJson() {
    return logInJson;
  }

  /** Whether the MXBean is registered. */
  public boolean hasMonitor() {
    return jmx;
  }

  /** Lines about settings that have no effect; the agent runs on. */
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  @Override
  public String toString() {
    return "Settings[" + baseUrl + ", " + grant + "]";
  }

  private static List<String> checkKeys(SettingSources sources) throws SettingException {
    List<String> warnings = new ArrayList<>();
    for (String key : unsupported(sources)) {
      if (SettingKeys.isNear(key)) {
        throw sources.notThere(key, "did you mean " + SettingKeys.nearest(key) + "?");
      } else {
        warnings.add(
            sources.notThere(key, "it has no effect, and may be another program's").getMessage());
      }
    }
    return warnings;
  }

  /** In the order of the alphabet. */
  private static List<String> unsupported(SettingSources sources) {
    List<String> unsupported = new ArrayList<>();
    for (String key : sources.keys()) {
      if (!SettingKeys.isSupported(key)) {
        unsupported.add(key);
      }
    }
    if (unsupported.size() > 1) { // sorting brings two more classes into premain
      Collections.sort(unsupported);
    }
    return unsupported;
  }

  private static URI baseUrl(SettingSources sources, SettingReader read, boolean allowHttp)
      throws SettingException {
    Setting cluster = sources.find(SettingKeys.CLUSTER);
    if (cluster == null) {
      Setting url =
          read.required(
              SettingKeys.BASE_URL, "set it to your API gateway, -Dcentral.base.url=https://...");
      return read.origin(url, allowHttp);
    }
    if (sources.find(SettingKeys.BASE_URL) != null) {
      throw cluster.wrong("central.base.url is set too", "remove one of the two");
    }
    boolean isNew = GrantSettings.isClientCredentials(read);
    String url = Clusters.baseUrl(cluster.value, isNew);
    if (url == null) {
      throw cluster.wrong(
          "there is no public cluster " + cluster.value + (isNew ? " of New Central" : ""),
          "write one of "
              + Clusters.names(isNew)
              + ", or set central.base.url to your API gateway");
    }
    return URI.create(url);
  }
}
