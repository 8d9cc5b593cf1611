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
  private static volatile BridgeCallbacks callbacks;
  private static volatile long key;

  private Bridge() {}

  /**
   * Connects the hooks to the runtime.
   *
   * @param hookKey what the hooks hand over to prove that they are hooks; not 0
   * @return false if an agent is connected already: then this one must stay away
   */
  public static synchronized boolean connect(BridgeCallbacks runtime, long hookKey) {
    if (callbacks != null) {
      return false;
    }
    key = hookKey;
    callbacks = runtime;
    return true;
  }

  public static String authorization(long hookKey, Object connection, URL url, String own) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return null;
    }
    try {
      return runtime.authorization(connection, url, own);
    } catch (Throwable failure) {
      runtime.report(failure);
      return null;
    }
  }

  public static String authorization(long hookKey, URI uri, String method, Object request) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return null;
    }
    try {
      return runtime.authorization(uri, method, request);
    } catch (Throwable failure) {
      runtime.report(failure);
      return null;
    }
  }

  public static void begin(long hookKey, Object connection) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return;
    }
    try {
      runtime.begin(connection);
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  /** Answers no secret: whoever can ask this has the token already. */
  public static boolean isIssued(String authorization) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || authorization == null) {
      return false;
    }
    try {
      return runtime.isIssued(authorization);
    } catch (Throwable failure) {
      runtime.report(failure);
      return true;
    }
  }

  public static Object userHeaders(Object headers, Map<?, ?> added) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null) {
      return headers;
    }
    try {
      return runtime.userHeaders(headers, added);
    } catch (Throwable failure) {
      runtime.report(failure);
      return headers;
    }
  }

  public static boolean isRefused(
      long hookKey, Object connection, URL url, String sent, Map<String, List<String>> answer) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return false;
    }
    try {
      return runtime.isRefused(connection, url, sent, answer);
    } catch (Throwable failure) {
      runtime.report(failure);
      return false;
    }
  }

  public static void refused(
      int length, long hookKey, URL url, String authorization, Map<String, List<String>> answer) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return;
    }
    try {
      runtime.refused(length, url, authorization, answer);
    } catch (Throwable failure) {
      runtime.report(failure);
    }
  }

  public static Object publisher(Object publisher, Object request) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null) {
      return publisher;
    }
    try {
      return runtime.publisher(publisher, request);
    } catch (Throwable failure) {
      runtime.report(failure);
      return publisher;
    }
  }

  public static boolean replays(long hookKey, Object connection) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return false;
    }
    try {
      return runtime.replays(connection);
    } catch (Throwable failure) {
      runtime.report(failure);
      return false;
    }
  }

  public static Object begin(
      long hookKey, Object exchange, Object request, Object executor, MethodHandle again) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return null;
    }
    try {
      return runtime.begin(exchange, request, executor, again);
    } catch (Throwable failure) {
      runtime.report(failure);
      return null;
    }
  }

  public static Object response(
      Object future, long hookKey, Object exchange, Object request, MethodHandle headers) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return future;
    }
    try {
      return runtime.response(future, exchange, request, headers);
    } catch (Throwable failure) {
      runtime.report(failure);
      return future;
    }
  }

  public static boolean sendsAgain(long hookKey, Object exchange) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return false;
    }
    try {
      return runtime.sendsAgain(exchange);
    } catch (Throwable failure) {
      runtime.report(failure);
      return false;
    }
  }

  public static boolean isRefused(long hookKey, Object request, int status) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return false;
    }
    try {
      return runtime.isRefused(request, status);
    } catch (Throwable failure) {
      runtime.report(failure);
      return false;
    }
  }

  public static long fixedLength(URL url, long length) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null) {
      return length;
    }
    try {
      return runtime.fixedLength(url, length);
    } catch (Throwable failure) {
      runtime.report(failure);
      return length;
    }
  }

  /** Gives back no secret that the caller has not handed over. */
  public static String requestLine(String line, URL url, String authorization) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || line == null) {
      return line;
    }
    try {
      return runtime.requestLine(line, url, authorization);
    } catch (Throwable failure) {
      runtime.report(failure);
      return line;
    }
  }

  public static Object requestTarget(Object target, long hookKey, Object request) {
    BridgeCallbacks runtime = callbacks;
    if (runtime == null || hookKey != key) {
      return target;
    }
    try {
      return runtime.requestTarget(target, request);
    } catch (Throwable failure) {
      runtime.report(failure);
      return target;
    }
  }
}
