package io.centraltoken.agent.bootstrap;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What the hooks in java.net.http ask the agent. The application can call this class too; therefore
 * whatever returns a token asks for the key, see {@link Bridge}. No method throws; in doubt no
 * token goes out.
 */
public final class HttpClientBridge {
  static final BridgeConnection<HttpClientCallbacks> CONNECTION =
      new BridgeConnection<>(HttpClientCallbacks.class);

  private HttpClientBridge() {}

  public static String authorization(long hookKey, URI uri, String method, Object request) {
    HttpClientCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime == null ? null : runtime.authorization(uri, method, request);
    } catch (Throwable failure) {
      return runtime.report(failure, null);
    }
  }

  public static Object userHeaders(Object headers, Map<?, ?> added) {
    HttpClientCallbacks runtime = CONNECTION.any();
    if (runtime == null) {
      return headers;
    }
    try {
      return runtime.userHeaders(headers, added);
    } catch (Throwable failure) {
      return runtime.report(failure, headers);
    }
  }

  public static Object publisher(Object publisher, Object request) {
    HttpClientCallbacks runtime = CONNECTION.any();
    if (runtime == null) {
      return publisher;
    }
    try {
      return runtime.publisher(publisher, request);
    } catch (Throwable failure) {
      return runtime.report(failure, publisher);
    }
  }

  /** Gives back nothing but what was the program's before. */
  public static Object shown(Object optional, Object owner) {
    HttpClientCallbacks runtime = CONNECTION.any();
    try {
      return runtime == null ? optional : runtime.shown(optional, owner);
    } catch (Throwable failure) {
      return runtime.report(failure, optional);
    }
  }

  public static Object begin(
      long hookKey, Object exchange, Object request, Object executor, MethodHandle again) {
    HttpClientCallbacks runtime = CONNECTION.trusting(hookKey);
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
    HttpClientCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime == null ? future : runtime.response(future, exchange, request, readers);
    } catch (Throwable failure) {
      return runtime.report(failure, future);
    }
  }

  public static boolean sendsAgain(long hookKey, Object exchange) {
    HttpClientCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.sendsAgain(exchange);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static boolean isRejected(
      long hookKey, Object request, URI uri, int status, Map<String, List<String>> headers) {
    HttpClientCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime != null && runtime.isRejected(request, uri, status, headers);
    } catch (Throwable failure) {
      return runtime.report(failure, false);
    }
  }

  public static Object requestTarget(Object target, long hookKey, Object request) {
    HttpClientCallbacks runtime = CONNECTION.trusting(hookKey);
    try {
      return runtime == null ? target : runtime.requestTarget(target, request);
    } catch (Throwable failure) {
      return runtime.report(failure, target);
    }
  }
}
