package io.centraltoken.agent.bootstrap;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Answers what a test can tell from the answer of no agent, or fails. */
final class ScriptedHttpClient extends HttpClientCallbacks {
  private final List<Throwable> suppressed;
  boolean failing;

  ScriptedHttpClient(List<Throwable> suppressed) {
    this.suppressed = suppressed;
  }

  private <T> T scripted(T value) {
    if (failing) {
      throw new IllegalStateException("scripted");
    }
    return value;
  }

  @Override
  protected String authorization(URI uri, String method, Object request) {
    return scripted("value");
  }

  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    return scripted("changed");
  }

  @Override
  protected Object publisher(Object publisher, Object request) {
    return scripted("changed");
  }

  @Override
  protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
    return scripted("future");
  }

  @Override
  protected Object response(
      Object future, Object exchange, Object request, MethodHandle[] readers) {
    return scripted("future");
  }

  @Override
  protected Object shown(Object optional, Object owner) {
    return scripted("changed");
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    return scripted(true);
  }

  @Override
  protected boolean isRejected(
      Object request, URI uri, int status, Map<String, List<String>> answer) {
    return scripted(true);
  }

  @Override
  protected Object requestTarget(Object target, Object request) {
    return scripted("changed");
  }

  @Override
  protected void suppressed(Throwable failure) {
    suppressed.add(failure);
  }
}
