package io.centraltoken.agent.store;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.centraltoken.agent.token.TokenPair;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * What the agent understands of the JSON of <em>Download Token</em> and of its own successor of it.
 */
final class TokenDocument {
  private String accessToken;
  private String refreshToken;
  private long expiresInSeconds;
  private long createdAtMillis;
  private long generation;
  private String obtainedAt;

  void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "access_token":
          accessToken = parser.getValueAsString();
          break;
        case "refresh_token":
          refreshToken = parser.getValueAsString();
          break;
        case "expires_in":
          expiresInSeconds = parser.getValueAsLong();
          break;
        case "created_at":
          createdAtMillis = parser.getValueAsLong();
          break;
        case "central_agent":
          readAgent(parser);
          break;
        default:
          parser.skipChildren();
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a member is missing or makes no sense; the message names it
   */
  TokenPair pair() {
    return TokenPair.of(
        accessToken, refreshToken, obtainedAt(), Duration.ofSeconds(expiresInSeconds), generation);
  }

  /**
   * A download has created_at only; without either the pair counts as old, so that it is refreshed
   * at once.
   */
  private Instant obtainedAt() {
    try {
      return obtainedAt == null ? Instant.ofEpochMilli(createdAtMillis) : Instant.parse(obtainedAt);
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException("central_agent.obtained_at is no time", malformed);
    }
  }

  private void readAgent(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("generation")) {
        generation = parser.getValueAsLong();
      } else if (name.equals("obtained_at")) {
        obtainedAt = parser.getValueAsString();
      } else {
        parser.skipChildren();
      }
    }
  }
}
