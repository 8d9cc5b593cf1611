package io.centraltoken.agent.bootstrap;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Answers what a test can tell from the answer of no agent, or fails. */
final class ScriptedHttpClient extends HttpClientCallbacks {
  private final Script script;

  ScriptedHttpClient(Script script) {
    this.script = script;
  }

  @Override
  protected String authorization(URI uri, String method, Object request) {
    return script.answer("value");
  }

  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    return script.answer("changed");
  }

  @Override
  protected Object publisher(Object publisher, Object request) {
    return script.answer("changed");
  }

  @Override
  protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
    return script.answer("future");
  }

  @Override
  protected Object response(
      Object future, Object exchange, Object request, MethodHandle[] readers) {
    return script.answer("future");
  }

  @Override
  protected Object shown(Object optional, Object owner) {
    return script.answer("changed");
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    return script.answer(true);
  }

  @Override
  protected boolean isRejected(
      Object request, URI uri, int status, Map<String, List<String>> answer) {
    return script.answer(true);
  }

  @Override
  protected Object requestTarget(Object target, Object request) {
    return script.answer("changed");
  }

  @Override
  protected void suppressed(Throwable failure) {
    script.suppressed.add(failure);
  }
}
