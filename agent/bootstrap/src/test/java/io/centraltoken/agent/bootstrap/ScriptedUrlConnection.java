package io.centraltoken.agent.bootstrap;

import java.net.URL;
import java.util.List;
import java.util.Map;

/** Answers what a test can tell from the answer of no agent, or fails. */
final class ScriptedUrlConnection extends UrlConnectionCallbacks {
  static final byte[] BODY = {1};

  private final Script script;

  /** How often a method was called that returns nothing. */
  int told;

  ScriptedUrlConnection(Script script) {
    this.script = script;
  }

  @Override
  protected String authorization(Object connection, URL url, String own) {
    return script.answer("value");
  }

  @Override
  protected void begin(Object connection) {
    told += script.answer(1);
  }

  @Override
  protected boolean isLeftover(Object connection, String authorization) {
    return script.answer(true);
  }

  @Override
  protected boolean isRejected(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    return script.answer(true);
  }

  @Override
  protected void rejected(URL url, String authorization, Map<String, List<String>> answer) {
    told += script.answer(1);
  }

  @Override
  protected void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    told += script.answer(1);
  }

  @Override
  protected byte[] keptBody(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    return script.answer(BODY);
  }

  @Override
  protected boolean isKeptBodySent(Object connection) {
    return script.answer(true);
  }

  @Override
  protected boolean isQuotaDue(URL url) {
    return script.answer(true);
  }

  @Override
  protected void quota(Map<String, List<String>> answer) {
    told += script.answer(1);
  }

  @Override
  protected boolean mayReplay(Object connection) {
    return script.answer(true);
  }

  @Override
  protected boolean replays(Object connection) {
    return script.answer(true);
  }

  @Override
  protected int extraRounds(Object connection) {
    return script.answer(1);
  }

  @Override
  protected String requestLine(String line, URL url, String authorization) {
    return script.answer("changed");
  }

  @Override
  protected void suppressed(Throwable failure) {
    script.suppressed.add(failure);
  }
}
