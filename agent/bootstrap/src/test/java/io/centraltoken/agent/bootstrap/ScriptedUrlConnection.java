package io.centraltoken.agent.bootstrap;

import java.net.URL;
import java.util.List;
import java.util.Map;

/** Answers what a test can tell from the answer of no agent, or fails. */
final class ScriptedUrlConnection extends UrlConnectionCallbacks {
  static final byte[] BODY = {1};

  private final List<Throwable> suppressed;
  boolean failing;

  /** How often a method was called that returns nothing. */
  int told;

  ScriptedUrlConnection(List<Throwable> suppressed) {
    this.suppressed = suppressed;
  }

  private <T> T scripted(T value) {
    if (failing) {
      throw new IllegalStateException("scripted");
    }
    return value;
  }

  @Override
  protected String authorization(Object connection, URL url, String own) {
    return scripted("value");
  }

  @Override
  protected void begin(Object connection) {
    told += scripted(1);
  }

  @Override
  protected boolean isLeftover(Object connection, String authorization) {
    return scripted(true);
  }

  @Override
  protected boolean isRejected(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    return scripted(true);
  }

  @Override
  protected void rejected(URL url, String authorization, Map<String, List<String>> answer) {
    told += scripted(1);
  }

  @Override
  protected void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    told += scripted(1);
  }

  @Override
  protected byte[] keptBody(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    return scripted(BODY);
  }

  @Override
  protected boolean isKeptBodySent(Object connection) {
    return scripted(true);
  }

  @Override
  protected boolean mayReplay(Object connection) {
    return scripted(true);
  }

  @Override
  protected boolean replays(Object connection) {
    return scripted(true);
  }

  @Override
  protected int extraRounds(Object connection) {
    return scripted(1);
  }

  @Override
  protected String requestLine(String line, URL url, String authorization) {
    return scripted("changed");
  }

  @Override
  protected void suppressed(Throwable failure) {
    suppressed.add(failure);
  }
}
