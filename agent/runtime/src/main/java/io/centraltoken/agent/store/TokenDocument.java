package io.centraltoken.agent.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the agent understands of the JSON of <em>Download Token</em> and of its own successor of it.
 */
final class TokenDocument {
  private static final List<String> MEMBERS_OF_A_PAIR =
      Arrays.asList("access_token", "created_at", "expires_in", "refresh_token");
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private String accessToken;
  private String refreshToken;
  private long expiresInSeconds;
  private long createdAtMillis;

  /** The object inside this one that holds a token, for people; or null. */
  private String enclosing;

  private final AgentMember agent = new AgentMember();

  private TokenDocument() {}

  /**
   * @throws IllegalArgumentException if it is no JSON object; the message continues "the file
   *     holds"
   */
  static TokenDocument parse(byte[] content) {
    TokenDocument document = new TokenDocument();
    try (JsonParser parser = new JsonFactory().createParser(content)) {
      document.read(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the object");
      }
      return document;
    } catch (JsonProcessingException malformed) {
      JsonLocation where = malformed.getLocation();
      throw new IllegalArgumentException(
          String.format(
              "no JSON object (line %d, column %d)", where.getLineNr(), where.getColumnNr()),
          malformed);
    } catch (IOException malformed) {
      throw new IllegalArgumentException("no JSON object", malformed);
    }
  }

  /**
   * The same document with another pair: members that the agent does not know stay.
   *
   * @param pair null for a document that only holds notes
   */
  static byte[] successor(
      byte[] content, TokenPair pair, PreviousTokens previous, ExchangeNotes notes)
      throws IOException {
    JsonFactory json = new JsonFactory();
    ByteArrayOutputStream successor = new ByteArrayOutputStream();
    try (JsonParser old = json.createParser(content);
        JsonGenerator out = json.createGenerator(successor, JsonEncoding.UTF8)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      old.nextToken();
      out.writeStartObject();
      Set<String> missing = new LinkedHashSet<>();
      if (pair != null) {
        missing.addAll(MEMBERS_OF_A_PAIR);
      }
      while (old.nextToken() == JsonToken.FIELD_NAME) {
        missing.remove(old.currentName());
        copy(old, out, pair);
      }
      for (String name :
          missing) { // of an object that was no token: the pair must not be lost in it
        writeMember(name, out, pair);
      }
      AgentMember.write(out, pair, previous, notes);
      out.writeEndObject();
    }
    successor.write('\n');
    return successor.toByteArray();
  }

  /**
   * @throws IllegalArgumentException if a member is missing or makes no sense; the message names it
   *     and continues "the file holds"
   */
  TokenPair pair() {
    try {
      if (refreshToken == null && enclosing != null) {
        throw new IllegalArgumentException(
            "the token is inside " + enclosing + "; put that object alone into the file");
      }
      if (agent.generation() == 0) { // a gateway's may look as it likes, a person's is checked
        TokenPair.requireToken("refresh_token", refreshToken);
      }
      Duration lifetime = Duration.ofSeconds(expiresInSeconds);
      return TokenPair.of(accessToken, refreshToken, obtainedAt(), lifetime, agent.generation());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "no token as Download Token gives it: " + wrong.getMessage(), wrong);
    }
  }

  PreviousTokens previous() {
    return agent.previous();
  }

  ExchangeNotes notes() {
    return agent.notes();
  }

  /**
   * A download has created_at only; without either the pair counts as old, so that it is refreshed
   * at once.
   */
  private Instant obtainedAt() {
    String noted = agent.obtainedAt();
    Instant obtained;
    try {
      obtained = noted == null ? Instant.ofEpochMilli(createdAtMillis) : Instant.parse(noted);
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException("central_agent.obtained_at is not a time", malformed);
    }
    if (obtained.isBefore(Instant.EPOCH) || obtained.isAfter(END_OF_TIME)) {
      throw new IllegalArgumentException("created_at is out of range");
    }
    return obtained;
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "access_token":
          accessToken = AgentMember.text(parser);
          break;
        case "refresh_token":
          refreshToken = AgentMember.text(parser);
          break;
        case "expires_in":
          expiresInSeconds = AgentMember.number(parser);
          break;
        case "created_at":
          createdAtMillis = AgentMember.number(parser);
          break;
        case AgentMember.NAME:
          agent.read(parser);
          break;
        default:
          if (holdsToken(parser)) {
            enclosing = name.matches("\\w{1,40}") ? "\"" + name + "\"" : "another object";
          }
      }
    }
  }

  /** As some programs keep it. Leaves the value behind. */
  private static boolean holdsToken(JsonParser parser) throws IOException {
    boolean found = false;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        found |= parser.currentName().equals("refresh_token");
        parser.nextToken();
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
    return found;
  }

  private static void copy(JsonParser old, JsonGenerator out, TokenPair pair) throws IOException {
    String name = old.currentName();
    old.nextToken();
    if (pair != null && MEMBERS_OF_A_PAIR.contains(name)) {
      old.skipChildren();
      writeMember(name, out, pair);
    } else if (name.equals(AgentMember.NAME)) {
      old.skipChildren();
    } else {
      out.writeFieldName(name);
      copyValue(old, out);
    }
  }

  /** Numbers as they are written: some have no value in Java, and none may lose its digits. */
  private static void copyValue(JsonParser old, JsonGenerator out) throws IOException {
    int depth = 0;
    do {
      JsonToken token = old.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isNumeric()) {
        out.writeNumber(old.getText());
      } else {
        out.copyCurrentEvent(old);
      }
    } while (depth > 0 && old.nextToken() != null);
  }

  private static void writeMember(String name, JsonGenerator out, TokenPair pair)
      throws IOException {
    switch (name) {
      case "access_token":
        out.writeStringField(name, pair.accessToken());
        break;
      case "refresh_token":
        out.writeStringField(name, pair.refreshToken());
        break;
      case "expires_in":
        out.writeNumberField(name, pair.lifetime().getSeconds());
        break;
      default:
        out.writeNumberField("created_at", pair.obtainedAt().toEpochMilli());
    }
  }
}
