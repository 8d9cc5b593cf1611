package io.centraltoken.agent.bootstrap;

import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * What the hooks in HttpURLConnection ask the agent. The application can call this class too;
 * therefore whatever returns a token asks for the key, see {@link Bridge}. No method throws; in
 * doubt no token goes out.
 */
public final class UrlConnectionBridge {
  static final BridgeConnection<UrlConnectionCallbacks> CONNECTION =
      new BridgeConnection<>(UrlConnectionCallbacks.class);

  private UrlConnectionBridge() {}

  public static String authorization(long hookKey, Object connection, URL url, String own) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.authorization(connection, url, own);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  public static void begin(long hookKey, Object connection) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      if (runtime != null) {
        runtime.begin(connection);
      }
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  /** Needs no key: the caller has the value already. A failure means that it must be removed. */
  public static boolean isLeftover(Object connection, String authorization) {
    UrlConnectionCallbacks runtime = CONNECTION.any();
    if (runtime == null || authorization == null) {
      return false;
    }
    try {
      return runtime.isLeftover(connection, authorization);
    } catch (Throwable failure) {
      return runtime.report(failure, true);
    }
  }

  public static boolean isRejected(
      long hookKey, Object connection, URL url, String sent, Map<String, List<String>> headers) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.isRejected(connection, url, sent, headers);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static void rejected(
      long hookKey, URL url, String authorization, Map<String, List<String>> headers) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      if (runtime != null) {
        runtime.rejected(url, authorization, headers);
      }
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  /** Needs no key: nothing comes back. */
  public static void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    UrlConnectionCallbacks runtime = CONNECTION.any();
    try {
      if (runtime != null) {
        runtime.wrote(connection, url, part, offset, length);
      }
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  public static byte[] keptBody(
      long hookKey, Object connection, URL url, String sent, Map<String, List<String>> headers) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.keptBody(connection, url, sent, headers);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  public static boolean isKeptBodySent(long hookKey, Object connection) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.isKeptBodySent(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static boolean isQuotaDue(long hookKey, URL url) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.isQuotaDue(url);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static void quota(long hookKey, Map<String, List<String>> headers) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      if (runtime != null) {
        runtime.quota(headers);
      }
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  public static boolean mayReplay(long hookKey, Object connection) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.mayReplay(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static boolean replays(long hookKey, Object connection) {
    UrlConnectionCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.replays(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  /** To be added to the number of rounds that the JDK allows. */
  public static int extraRounds(Object connection) {
    UrlConnectionCallbacks runtime = CONNECTION.any();
    try {
      return runtime == null ? 0 : runtime.extraRounds(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, 0);
    }
  }

  /** Gives back no secret that the caller has not handed over. */
  public static String requestLine(String line, URL url, String authorization) {
    UrlConnectionCallbacks runtime = CONNECTION.any();
    if (runtime == null || line == null) {
      return line;
    }
    try {
      return runtime.requestLine(line, url, authorization);
    } catch (Throwable failure) {
      return runtime.report(failure, line);
    }
  }
}
