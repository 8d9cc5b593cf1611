package io.centraltoken.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final URI GATEWAY = URI.create("https://gateway.example/");

  /** One test, because the bridge is connected once in the life of a JVM. */
  @Test
  void answersHooksOnlyAndNeverThrows() throws Exception {
    assertThat(Bridge.authorization(0, GATEWAY, "GET", this)).as("not connected").isNull();
    assertThat(Bridge.userHeaders("headers", Collections.emptyMap())).isEqualTo("headers");

    Scripted runtime = new Scripted();
    assertThat(Bridge.connect(runtime, 42)).isTrue();
    assertThat(Bridge.connect(new Scripted(), 43)).as("connected twice").isFalse();
    assertThat(Bridge.authorization(42, GATEWAY, "GET", this)).isEqualTo("value");
    assertThat(Bridge.authorization(42, this, GATEWAY.toURL(), null)).isEqualTo("value");
    assertThat(Bridge.authorization(43, GATEWAY, "GET", this)).as("no key").isNull();
    assertThat(Bridge.authorization(43, this, GATEWAY.toURL(), null)).as("no key").isNull();

    runtime.failing = true;
    assertThat(Bridge.authorization(42, GATEWAY, "GET", this)).isNull();
    assertThat(Bridge.authorization(42, this, GATEWAY.toURL(), null)).isNull();
    assertThat(Bridge.userHeaders("headers", Collections.emptyMap())).isEqualTo("headers");
    assertThat(runtime.suppressed).hasSize(3);
    assertThat(answersOfReplay(42)).containsOnly(false, "future");
    assertThat(runtime.suppressed).hasSize(10);
    assertThat(Bridge.begin(42, "exchange", "request", "executor", null)).isNull();
    assertThat(Bridge.publisher("publisher", "request")).isEqualTo("publisher");
    Bridge.refused(42, GATEWAY.toURL(), "value", Collections.emptyMap());
    Bridge.begin(42, "connection");
    assertThat(runtime.suppressed).hasSize(14);
    assertThat(answersOfQueryTokens(42)).containsOnly("its own");
    assertThat(runtime.suppressed).hasSize(16);
    assertFailuresOfStreamedBodies();
    assertThat(runtime.suppressed).hasSize(21);
    runtime.failing = false;
    assertAnswersOfStreamedBodies();
    assertThat(Bridge.begin(42, "exchange", "request", "executor", null)).isEqualTo("put off");
    assertThat(Bridge.publisher("publisher", "request")).isEqualTo("kept");
    Bridge.refused(43, GATEWAY.toURL(), "value", Collections.emptyMap());
    Bridge.begin(43, "connection");
    assertThat(runtime.refusals).as("without the key").isZero();
    assertThat(Bridge.begin(43, "exchange", "request", "executor", null)).isNull();
    assertThat(answersOfQueryTokens(42)).containsOnly("changed");
    assertThat(answersOfQueryTokens(43)).containsExactly("changed", "its own");
    assertThat(answersOfReplay(42)).containsOnly(true, "put off");
    assertThat(answersOfReplay(43)).as("without the key").containsOnly(false, "future");
  }

  private static void assertFailuresOfStreamedBodies() throws Exception {
    Bridge.wrote("connection", GATEWAY.toURL(), new byte[1], 0, 1);
    assertThat(keptBody(42)).isNull();
    assertThat(Bridge.shown("own", "owner")).isEqualTo("own");
    assertThat(Bridge.extraRounds("connection")).isZero();
    assertThat(Bridge.isLeftover("connection", "value")).as("taken away in doubt").isTrue();
  }

  private static void assertAnswersOfStreamedBodies() throws Exception {
    assertThat(Bridge.extraRounds("connection")).isOne();
    assertThat(keptBody(42)).hasSize(1);
    assertThat(Bridge.shown("own", "owner")).isEqualTo("changed");
    assertThat(keptBody(43)).as("without the key").isNull();
    assertThat(Bridge.isLeftover("connection", "another")).isFalse();
  }

  private static byte[] keptBody(long key) throws Exception {
    return Bridge.keptBody(key, "connection", GATEWAY.toURL(), "value", Collections.emptyMap());
  }

  private static List<Object> answersOfReplay(long key) throws Exception {
    URL url = GATEWAY.toURL();
    return Arrays.asList(
        Bridge.isRefused(key, "connection", url, "value", Collections.emptyMap()),
        Bridge.replays(key, "connection"),
        Bridge.mayReplay(key, "connection"),
        Bridge.isKeptBodySent(key, "connection"),
        Bridge.response("future", key, "exchange", "request", null),
        Bridge.sendsAgain(key, "exchange"),
        Bridge.isRefused(key, "request", GATEWAY, 401, Collections.emptyMap()));
  }

  /** The first needs no key, because it can give nothing back but what it was given. */
  private static List<Object> answersOfQueryTokens(long key) throws Exception {
    return Arrays.asList(
        Bridge.requestLine("its own", GATEWAY.toURL(), "value"),
        Bridge.requestTarget("its own", key, "request"));
  }

  private static final class Scripted extends BridgeCallbacks {
    private final List<Throwable> suppressed = new ArrayList<>();
    private boolean failing;
    private int refusals;

    @Override
    protected String authorization(Object connection, URL url, String own) {
      return answer("value");
    }

    @Override
    protected String authorization(URI uri, String method, Object request) {
      return answer("value");
    }

    @Override
    protected boolean isLeftover(Object connection, String authorization) {
      return authorization.equals(answer("value"));
    }

    @Override
    protected Object userHeaders(Object headers, Map<?, ?> added) {
      return answer("changed");
    }

    @Override
    protected boolean isRefused(
        Object connection, URL url, String authorization, Map<String, List<String>> answer) {
      return answer("value") != null;
    }

    @Override
    protected void refused(URL url, String authorization, Map<String, List<String>> answer) {
      refusals += answer("value").length();
    }

    @Override
    protected void wrote(Object connection, URL url, byte[] part, int offset, int length) {
      refusals += answer("value").length();
    }

    @Override
    protected byte[] keptBody(
        Object connection, URL url, String authorization, Map<String, List<String>> answer) {
      return answer("value") == null ? null : new byte[] {1};
    }

    @Override
    protected boolean isKeptBodySent(Object connection) {
      return answer("value") != null;
    }

    @Override
    protected Object shown(Object optional, Object owner) {
      return answer("changed");
    }

    @Override
    protected boolean mayReplay(Object connection) {
      return answer("value") != null;
    }

    @Override
    protected int extraRounds(Object connection) {
      return answer("value") == null ? 0 : 1;
    }

    @Override
    protected void begin(Object connection) {
      refusals += answer("value").length();
    }

    @Override
    protected Object publisher(Object publisher, Object request) {
      return answer("kept");
    }

    @Override
    protected boolean replays(Object connection) {
      return answer("value") != null;
    }

    @Override
    protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
      return answer("put off");
    }

    @Override
    protected Object response(
        Object future, Object exchange, Object request, MethodHandle[] readers) {
      return answer("put off");
    }

    @Override
    protected boolean sendsAgain(Object exchange) {
      return answer("value") != null;
    }

    @Override
    protected boolean isRefused(
        Object request, URI uri, int status, Map<String, List<String>> answer) {
      return answer("value") != null;
    }

    @Override
    protected String requestLine(String line, URL url, String authorization) {
      return answer("changed");
    }

    @Override
    protected Object requestTarget(Object target, Object request) {
      return answer("changed");
    }

    @Override
    protected void suppressed(Throwable failure) {
      suppressed.add(failure);
    }

    private String answer(String answer) {
      if (failing) {
        throw new IllegalStateException("scripted");
      }
      return answer;
    }
  }
}
