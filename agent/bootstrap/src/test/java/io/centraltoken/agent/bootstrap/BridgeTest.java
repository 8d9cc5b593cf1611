package io.centraltoken.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final long KEY = 42;
  private static final long WRONG_KEY = 43;
  private static final URI GATEWAY = URI.create("https://gateway.example/");
  private static final Map<String, List<String>> FIELDS = Map.of();

  private final Script script = new Script();
  private final ScriptedUrlConnection urlConnection = new ScriptedUrlConnection(script);
  private final ScriptedHttpClient httpClient = new ScriptedHttpClient(script);

  /** One test, because the bridge is connected once in the life of a JVM. */
  @Test
  void answersHooksOnlyAndNeverThrows() throws Exception {
    URL url = GATEWAY.toURL();
    List<Question> questions = new ArrayList<>(urlConnectionQuestions(url));
    questions.addAll(quotaQuestions(url));
    questions.addAll(httpClientQuestions());
    for (Question question : questions) {
      assertThat(question.ask(KEY)).as("not connected: %s", question).isEqualTo(question.safe);
    }
    Bridge.connect(urlConnection, 0);
    assertThat(Bridge.isUrlConnectionConnected()).as("connected before the claim").isFalse();
    assertThat(Bridge.claim(KEY, true)).isTrue();
    assertThat(Bridge.claim(WRONG_KEY, true)).as("claimed twice").isFalse();
    Bridge.connect(urlConnection, WRONG_KEY);
    Bridge.connect(httpClient, WRONG_KEY);
    assertThat(Bridge.isUrlConnectionConnected() || Bridge.isHttpClientConnected())
        .as("connected without the key")
        .isFalse();
    Bridge.connect(urlConnection, KEY);
    Bridge.connect(httpClient, KEY);
    assertThat(Bridge.isUrlConnectionConnected() && Bridge.isHttpClientConnected()).isTrue();
    Bridge.connect(new ScriptedUrlConnection(new Script()), KEY); // the second is not used
    for (Question question : questions) {
      assertThat(question.ask(KEY)).as(question.toString()).isEqualTo(question.scripted);
      assertThat(question.ask(WRONG_KEY))
          .as("without the key: %s", question)
          .isEqualTo(question.needsKey ? question.safe : question.scripted);
    }
    script.failing = true;
    for (Question question : questions) {
      script.suppressed.clear();
      assertThat(question.ask(KEY)).as("failing: %s", question).isEqualTo(question.inDoubt());
      assertThat(script.suppressed).as("reported: %s", question).hasSize(1);
    }
  }

  private List<Question> urlConnectionQuestions(URL url) {
    byte[] body = ScriptedUrlConnection.BODY;
    return List.of(
        keyed(
            "authorization",
            null,
            "value",
            key -> UrlConnectionBridge.authorization(key, this, url, null)),
        keyed("begin", 0, 1, key -> counted(() -> UrlConnectionBridge.begin(key, this))),
        open(
            "isLeftover",
            false,
            true,
            key -> UrlConnectionBridge.isLeftover("connection", "value")),
        keyed(
            "isRejected",
            false,
            true,
            key -> UrlConnectionBridge.isRejected(key, this, url, "value", FIELDS)),
        keyed(
            "rejected",
            0,
            1,
            key -> counted(() -> UrlConnectionBridge.rejected(key, url, "value", FIELDS))),
        open("wrote", 0, 1, key -> counted(() -> UrlConnectionBridge.wrote(this, url, body, 0, 1))),
        keyed(
            "keptBody",
            null,
            body,
            key -> UrlConnectionBridge.keptBody(key, this, url, "value", FIELDS)),
        keyed("isKeptBodySent", false, true, key -> UrlConnectionBridge.isKeptBodySent(key, this)),
        keyed("mayReplay", false, true, key -> UrlConnectionBridge.mayReplay(key, this)),
        keyed("replays", false, true, key -> UrlConnectionBridge.replays(key, this)),
        open("extraRounds", 0, 1, key -> UrlConnectionBridge.extraRounds(this)),
        open(
            "requestLine",
            "own",
            "changed",
            key -> UrlConnectionBridge.requestLine("own", url, "value")));
  }

  private List<Question> quotaQuestions(URL url) {
    return List.of(
        keyed("isQuotaDue", false, true, key -> UrlConnectionBridge.isQuotaDue(key, url)),
        keyed("quota", 0, 1, key -> counted(() -> UrlConnectionBridge.quota(key, FIELDS))));
  }

  private List<Question> httpClientQuestions() {
    return List.of(
        keyed(
            "authorization",
            null,
            "value",
            key -> HttpClientBridge.authorization(key, GATEWAY, "GET", this)),
        open("userHeaders", "own", "changed", key -> HttpClientBridge.userHeaders("own", FIELDS)),
        open("publisher", "own", "changed", key -> HttpClientBridge.publisher("own", this)),
        open("shown", "own", "changed", key -> HttpClientBridge.shown("own", this)),
        keyed("begin", null, "future", key -> HttpClientBridge.begin(key, this, this, this, null)),
        keyed(
            "response",
            "own",
            "future",
            key -> HttpClientBridge.response("own", key, this, this, null)),
        keyed("sendsAgain", false, true, key -> HttpClientBridge.sendsAgain(key, this)),
        keyed(
            "isRejected",
            false,
            true,
            key -> HttpClientBridge.isRejected(key, this, GATEWAY, 401, FIELDS)),
        keyed(
            "requestTarget",
            "own",
            "changed",
            key -> HttpClientBridge.requestTarget("own", key, this)));
  }

  /** Of a method that returns nothing: how often the runtime was told. */
  private int counted(Runnable told) {
    int before = urlConnection.told;
    told.run();
    return urlConnection.told - before;
  }

  private static Question keyed(
      String name, Object safe, Object scripted, LongFunction<Object> ask) {
    return new Question(name, true, safe, scripted, ask);
  }

  /** Of what gives nothing back that the caller has not handed over. */
  private static Question open(
      String name, Object safe, Object scripted, LongFunction<Object> ask) {
    return new Question(name, false, safe, scripted, ask);
  }

  private record Question(
      String name, boolean needsKey, Object safe, Object scripted, LongFunction<Object> ask) {
    Object ask(long key) {
      return ask.apply(key);
    }

    /** A value that may be a token of the agent's is taken away. */
    Object inDoubt() {
      return name.equals("isLeftover") ? true : safe;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
