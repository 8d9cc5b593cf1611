package io.centraltoken.agent.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers with what the test wrote down, and keeps what it was asked. */
final class ScriptedTransport implements TokenTransport {
  final List<URI> posted = new ArrayList<>();
  private final Deque<Object> script = new ArrayDeque<>();
  Runnable beforeReply = () -> {};
  String retryAfter;

  ScriptedTransport reply(int status, String body) {
    script.add(new Reply(status, body.getBytes(StandardCharsets.UTF_8), retryAfter));
    return this;
  }

  ScriptedTransport pair(String name, int seconds) {
    return reply(
        200,
        "{\"refresh_token\":\"refresh-"
            + name
            + "\",\"token_type\":\"bearer\",\"access_token\":\"access-"
            + name
            + "\",\"expires_in\":"
            + seconds
            + "}");
  }

  ScriptedTransport fail(TokenExchangeException.FailureClass failureClass) {
    script.add(new TokenExchangeException(failureClass, "scripted"));
    return this;
  }

  @Override
  public Reply post(URI uri, String contentType, byte[] body) throws TokenExchangeException {
    posted.add(uri);
    beforeReply.run();
    Object next = script.remove();
    if (next instanceof TokenExchangeException failure) {
      throw failure;
    }
    return (Reply) next;
  }
}
