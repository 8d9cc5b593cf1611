package io.centraltoken.agent.bootstrap;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * The only way from hooked JDK classes into the agent. The application can reach this class too,
 * therefore: the callbacks are set once, before its first instruction, and whatever returns a token
 * asks for the key that only the hooks carry. No method may throw; in doubt no token goes out.
 */
public final class Bridge {
  private Bridge() {}

  /**
   * Connects the hooks to the runtime.
   *
   * @param hookKey what the hooks hand over to prove that they are hooks; not 0
   * @return false if an agent is connected already: then this one must stay away
   */
  public static boolean connect(BridgeCallbacks runtime, long hookKey) {
    return BridgeConnection.connect(runtime, hookKey);
  }

  public static String authorization(long hookKey, Object connection, URL url, String own) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.authorization(connection, url, own);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  public static String authorization(long hookKey, URI uri, String method, Object request) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.authorization(uri, method, request);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  public static void begin(long hookKey, Object connection) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
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
    BridgeCallbacks runtime = BridgeConnection.any();
    if (runtime == null || authorization == null) {
      return false;
    }
    try {
      return runtime.isLeftover(connection, authorization);
    } catch (Throwable failure) {
      return runtime.report(failure, true);
    }
  }

  public static Object userHeaders(Object headers, Map<?, ?> added) {
    BridgeCallbacks runtime = BridgeConnection.any();
    if (runtime == null) {
      return headers;
    }
    try {
      return runtime.userHeaders(headers, added);
    } catch (Throwable failure) {
      return runtime.report(failure, headers);
    }
  }

  public static boolean isRefused(
      long hookKey, Object connection, URL url, String sent, Map<String, List<String>> answer) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime != null && runtime.isRefused(connection, url, sent, answer);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static void refused(
      long hookKey, URL url, String authorization, Map<String, List<String>> answer) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      if (runtime != null) {
        runtime.refused(url, authorization, answer);
      }
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  /** Needs no key: nothing comes back. */
  public static void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    BridgeCallbacks runtime = BridgeConnection.any();
    try {
      if (runtime != null) {
        runtime.wrote(connection, url, part, offset, length);
      }
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  public static byte[] keptBody(
      long hookKey, Object connection, URL url, String sent, Map<String, List<String>> answer) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.keptBody(connection, url, sent, answer);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  public static boolean isKeptBodySent(long hookKey, Object connection) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime != null && runtime.isKeptBodySent(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static Object publisher(Object publisher, Object request) {
    BridgeCallbacks runtime = BridgeConnection.any();
    if (runtime == null) {
      return publisher;
    }
    try {
      return runtime.publisher(publisher, request);
    } catch (Throwable failure) {
      return runtime.report(failure, publisher);
    }
  }

  public static boolean mayReplay(long hookKey, Object connection) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime != null && runtime.mayReplay(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static boolean replays(long hookKey, Object connection) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime != null && runtime.replays(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  /** To be added to the number of rounds that the JDK allows. */
  public static int extraRounds(Object connection) {
    BridgeCallbacks runtime = BridgeConnection.any();
    try {
      return runtime == null ? 0 : runtime.extraRounds(connection);
    } catch (Throwable failure) {
      return runtime.report(failure, 0);
    }
  }

  /** Gives back nothing but what was the program's before. */
  public static Object shown(Object optional, Object owner) {
    BridgeCallbacks runtime = BridgeConnection.any();
    try {
      return runtime == null ? optional : runtime.shown(optional, owner);
    } catch (Throwable failure) {
      return runtime.report(failure, optional);
    }
  }

  public static Object begin(
      long hookKey, Object exchange, Object request, Object executor, MethodHandle again) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.begin(exchange, request, executor, again);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  /** For the last parameter of the next. */
  public static MethodHandle[] readers(MethodHandle status, MethodHandle fields) {
    return new MethodHandle[] {status, fields};
  }

  public static Object response(
      Object future, long hookKey, Object exchange, Object request, MethodHandle[] readers) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime == null ? future : runtime.response(future, exchange, request, readers);
    } catch (Throwable failure) {
      return runtime.report(failure, future);
    }
  }

  public static boolean sendsAgain(long hookKey, Object exchange) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime != null && runtime.sendsAgain(exchange);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static boolean isRefused(
      long hookKey, Object request, URI uri, int status, Map<String, List<String>> answer) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime != null && runtime.isRefused(request, uri, status, answer);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  /** Gives back no secret that the caller has not handed over. */
  public static String requestLine(String line, URL url, String authorization) {
    BridgeCallbacks runtime = BridgeConnection.any();
    if (runtime == null || line == null) {
      return line;
    }
    try {
      return runtime.requestLine(line, url, authorization);
    } catch (Throwable failure) {
      return runtime.report(failure, line);
    }
  }

  public static Object requestTarget(Object target, long hookKey, Object request) {
    BridgeCallbacks runtime = BridgeConnection.trusting(hookKey);
    try {
      return runtime == null ? target : runtime.requestTarget(target, request);
    } catch (Throwable failure) {
      return runtime.report(failure, target);
    }
  }
}
