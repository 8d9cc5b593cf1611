package io.centraltoken.agent.config;

import java.util.Locale;

/** The names of the contract: scripts rely on them. */
final class SettingKeys {
  static final String PREFIX = "central.";

  static final String ENABLED = "central.enabled";
  static final String CONFIG_FILE = "central.config.file";
  static final String CLUSTER = "central.cluster";
  static final String BASE_URL = "central.base.url";
  static final String ALLOW_HTTP = "central.allow.http";
  static final String CLIENT_ID = "central.client.id";
  static final String CLIENT_SECRET = "central.client.secret";
  static final String CLIENT_SECRET_FILE = "central.client.secret.file";
  static final String TOKEN_FILE = "central.token.file";
  static final String TOKEN_SEED = "central.token.seed";
  static final String TOKEN_SHARED = "central.token.shared";
  static final String GRANT = "central.grant";
  static final String USERNAME = "central.username";
  static final String PASSWORD = "central.password";
  static final String PASSWORD_FILE = "central.password.file";
  static final String CUSTOMER_ID = "central.customer.id";
  static final String WORKSPACE_ID = "central.workspace.id";
  static final String TOKEN_URL = "central.token.url";
  static final String TOKEN_REQUEST = "central.token.request";
  static final String REFRESH_AHEAD = "central.refresh.ahead";
  static final String HOLD_TIMEOUT = "central.hold.timeout";
  static final String SETTLE_TIMEOUT = "central.settle.timeout";
  static final String WAIT_TIMEOUT = "central.wait.timeout";
  static final String OWN_AUTHORIZATION = "central.own.authorization";
  static final String QUERY_TOKEN = "central.query.token";
  static final String REPLAY = "central.replay";
  static final String REPLAY_BUFFER = "central.replay.buffer";
  static final String CONNECTION_CLASS = "central.http.connection.class";
  static final String CONNECT_TIMEOUT = "central.connect.timeout";
  static final String READ_TIMEOUT = "central.read.timeout";
  static final String PROXY = "central.proxy";
  static final String PROXY_USERNAME = "central.proxy.username";
  static final String PROXY_PASSWORD = "central.proxy.password";
  static final String PROXY_PASSWORD_FILE = "central.proxy.password.file";
  static final String CA_FILE = "central.ca.file";
  static final String LOG_LEVEL = "central.log.level";
  static final String LOG_FILE = "central.log.file";
  static final String LOG_FORMAT = "central.log.format";
  static final String JMX = "central.jmx";

  static final String[] SUPPORTED = {
    ENABLED,
    CONFIG_FILE,
    BASE_URL,
    CLUSTER,
    ALLOW_HTTP,
    CLIENT_ID,
    CLIENT_SECRET,
    CLIENT_SECRET_FILE,
    TOKEN_FILE,
    TOKEN_SEED,
    TOKEN_SHARED,
    GRANT,
    USERNAME,
    PASSWORD,
    PASSWORD_FILE,
    CUSTOMER_ID,
    WORKSPACE_ID,
    TOKEN_URL,
    TOKEN_REQUEST,
    REFRESH_AHEAD,
    HOLD_TIMEOUT,
    SETTLE_TIMEOUT,
    WAIT_TIMEOUT,
    OWN_AUTHORIZATION,
    QUERY_TOKEN,
    REPLAY,
    REPLAY_BUFFER,
    CONNECTION_CLASS,
    CONNECT_TIMEOUT,
    READ_TIMEOUT,
    PROXY,
    PROXY_USERNAME,
    PROXY_PASSWORD,
    PROXY_PASSWORD_FILE,
    CA_FILE,
    LOG_LEVEL,
    LOG_FILE,
    LOG_FORMAT,
    JMX
  };

  private SettingKeys() {}

  static boolean isSupported(String key) {
    return contains(SUPPORTED, key);
  }

  /** Whether the value itself must not be shown. */
  static boolean isSecret(String key) {
    return contains(new String[] {CLIENT_SECRET, PASSWORD, PROXY_PASSWORD}, key);
  }

  /**
   * Whether somebody may have meant one of these. Others use the prefix too, as the plugins that
   * publish to Maven Central.
   */
  static boolean isNear(String key) {
    String nearest = nearest(key);
    return letters(key).equals(letters(nearest)) || distance(key, nearest) <= 2;
  }

  private static String letters(String key) {
    return key.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  static String nearest(String key) {
    String nearest = SUPPORTED[0];
    for (String candidate : SUPPORTED) {
      if (distance(key, candidate) < distance(key, nearest)) {
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static boolean contains(String[] keys, String key) {
    for (String known : keys) {
      if (known.equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** Levenshtein's distance: how many letters must be typed, deleted or changed. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
