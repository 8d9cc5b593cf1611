package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The gateway in memory as one JVM meets it in a hostile world: before its work, or after it. */
final class HostileGateway implements TokenTransport {
  /** What happens to one call. */
  enum Fault {
    NOT_REACHED,
    THROTTLED,
    THROTTLED_FOR_LONG,
    UNAVAILABLE,
    ERROR,
    PROXY_PASSWORD,
    FIREWALL,
    NO_ROUTE,
    REDIRECT,
    UNKNOWN_WORDS,
    CLIENT_REJECTED,
    AGENT_FAULT,
    SLOW,
    WITHOUT_LIFETIME,
    ODD_LIFETIME,
    LOST_RESPONSE,
    TERMINATED,
    CUT,
    ERROR_AFTER,
    KILLED_BEFORE,
    KILLED_AFTER;

    /** Whether the gateway has done its work, and the JVM has nothing of it. */
    boolean losesPair() {
      return this == LOST_RESPONSE
          || this == TERMINATED
          || this == CUT
          || this == ERROR_AFTER
          || this == KILLED_AFTER;
    }
  }

  private final HostileWorld world;
  private final HostileJvm jvm;

  HostileGateway(HostileWorld world, HostileJvm jvm) {
    this.world = world;
    this.jvm = jvm;
  }

  @Override
  public Response post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    Fault fault = world.endpointFault(jvm, uri);
    jvm.called(uri, fault);
    Response instead = fault == null ? null : before(fault);
    if (instead != null) {
      return instead;
    }
    world.caller = jvm;
    String presented = presented(uri);
    Response reply = world.gateway.post(uri, headers, body);
    if (world.mutation == HostileWorld.Mutation.SENT_TWICE && world.oneIn(20)) {
      jvm.settled(presented);
      reply = world.gateway.post(uri, headers, body);
    }
    if (fault != null && fault.losesPair()) {
      world.gateway.forgetAnswer(presented);
    } else if (reply.status == 200 && uri.getPath().endsWith("/token")) {
      world.invariants().received(jvm, world.gateway.refreshToken());
      jvm.settled(presented);
    }
    return fault == null ? reply : after(fault, reply);
  }

  private static String presented(URI uri) {
    return String.valueOf(uri.getQuery()).replaceFirst(".*\\brefresh_token=", "");
  }

  /** Null: the gateway does its work. */
  private Response before(Fault fault) throws TokenExchangeException {
    return switch (fault) {
      case NOT_REACHED -> throw new TokenExchangeException(FailureClass.PRE_SEND, "down");
      case THROTTLED -> reply(429, "{\"message\":\"API rate limit exceeded\"}");
      case THROTTLED_FOR_LONG -> reply(503, "maintenance", Map.of("Retry-After", List.of("90")));
      case UNAVAILABLE -> reply(503, "upstream connect error. reset reason: connection failure");
      case ERROR -> reply(500, "{\"message\":\"An unexpected error occurred\"}");
      case PROXY_PASSWORD -> reply(407, "");
      case FIREWALL -> reply(403, "<html>Blocked</html>");
      case NO_ROUTE -> reply(404, "{\"message\":\"no Route matched\"}");
      case REDIRECT -> reply(302, "");
      case UNKNOWN_WORDS -> reply(400, "{\"error\":\"temporarily_unavailable\"}");
      case CLIENT_REJECTED -> reply(world.oneIn(2) ? 400 : 401, "{\"error\":\"invalid_client\"}");
      case AGENT_FAULT -> throw new IllegalStateException("of the world");
      case KILLED_BEFORE -> throw new MemoryGateway.Killed();
      case SLOW -> {
        world.pass(Duration.ofSeconds(1 + world.random.nextInt(95)), jvm);
        yield null;
      }
      default -> null;
    };
  }

  private Response after(Fault fault, Response reply) throws TokenExchangeException {
    String body = new String(reply.body, StandardCharsets.UTF_8);
    if (!body.contains("expires_in") && !fault.losesPair()) {
      return reply; // of a login, whose cookies are needed
    }
    return switch (fault) {
      case WITHOUT_LIFETIME -> reply(reply.status, body.replaceFirst(",\"expires_in\":\\d+", ""));
      case ODD_LIFETIME ->
          reply(reply.status, body.replaceFirst("\"expires_in\":\\d+", "\"expires_in\":\"-\""));
      case LOST_RESPONSE -> throw TokenExchangeException.lost(new IOException("lost"));
      case TERMINATED -> reply(503, "upstream connect error. reset reason: connection termination");
      case CUT -> reply(reply.status, body.substring(0, Math.min(12, body.length())));
      case ERROR_AFTER -> throw new OutOfMemoryError("of the world");
      case KILLED_AFTER -> throw new MemoryGateway.Killed();
      default -> reply;
    };
  }

  private static Response reply(int status, String body) {
    return reply(status, body, Map.of());
  }

  private static Response reply(int status, String body, Map<String, List<String>> headers) {
    return new Response(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }
}
