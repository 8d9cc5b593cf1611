package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Answers with what the test wrote down, and keeps what it was asked. */
final class ScriptedTransport implements TokenTransport {
  final List<URI> posted = new ArrayList<>();
  private final Deque<Object> script = new ArrayDeque<>();
  Runnable beforeReply = () -> {};
  Runnable beforeBodyIsRead = () -> {};
  Map<String, List<String>> headers = Map.of();
  final List<String> bodies = new ArrayList<>();
  final List<Map<String, String>> sentHeaders = new ArrayList<>();

  ScriptedTransport reply(int status, String body) {
    script.add(new Response(status, body.getBytes(StandardCharsets.UTF_8), headers));
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

  ScriptedTransport fail(FailureClass failureClass) {
    script.add(new TokenExchangeException(failureClass, "scripted"));
    return this;
  }

  boolean isAtItsEnd() {
    return script.isEmpty();
  }

  @Override
  public Response post(URI uri, Map<String, String> sent, byte[] body)
      throws TokenExchangeException {
    posted.add(uri);
    bodies.add(new String(body, StandardCharsets.UTF_8));
    sentHeaders.add(sent);
    beforeReply.run();
    Object next = script.remove();
    if (next instanceof TokenExchangeException failure) {
      throw failure;
    }
    return (Response) next;
  }
}
