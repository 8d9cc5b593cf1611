package io.centraltoken.agent.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The member {@code central_agent} of a token document: the agent's own notes. */
final class AgentMember {
  static final String NAME = "central_agent";

  private final PreviousTokens previous = new PreviousTokens();
  private final List<String> rejected = new ArrayList<>();
  private long generation;
  private String obtainedAt;
  private String intent;
  private String lastOutcome;
  private String lastLogin;

  /** Counts the exchanges since a download; 0 also where no agent has written yet. */
  long generation() {
    return generation;
  }

  /** ISO 8601, or null. */
  String obtainedAt() {
    return obtainedAt;
  }

  PreviousTokens previous() {
    return previous;
  }

  ExchangeNotes notes() {
    return ExchangeNotes.of(intent, lastOutcome, lastLogin, rejected);
  }

  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      readMember(name, parser);
    }
  }

  private void readMember(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "generation":
        generation = number(parser);
        break;
      case "obtained_at":
        obtainedAt = text(parser);
        break;
      case "previous":
        for (String text : texts(parser)) {
          previous.addText(text);
        }
        break;
      case "rejected":
        rejected.addAll(texts(parser));
        break;
      case "intent":
        intent = text(parser);
        break;
      case "last_outcome":
        lastOutcome = text(parser);
        break;
      case "last_login_at":
        lastLogin = text(parser);
        break;
      default:
        parser.skipChildren();
    }
  }

  /**
   * @param pair null where there is none yet
   */
  static void write(JsonGenerator out, TokenPair pair, PreviousTokens previous, ExchangeNotes notes)
      throws IOException {
    out.writeObjectFieldStart(NAME);
    if (pair != null) {
      out.writeNumberField("generation", pair.generation());
      out.writeStringField("obtained_at", pair.obtainedAt().toString());
    }
    writeTexts("previous", previous.texts(), out);
    writeTexts("rejected", notes.rejected(), out);
    writeText("intent", notes.intent(), out);
    writeText("last_outcome", notes.lastOutcome(), out);
    writeText("last_login_at", notes.lastLogin(), out);
    out.writeEndObject();
  }

  private static void writeTexts(String name, List<String> texts, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void writeText(String name, String text, JsonGenerator out) throws IOException {
    if (text != null) {
      out.writeStringField(name, text);
    }
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String text = text(parser);
        if (text != null) {
          texts.add(text);
        }
      }
    } else {
      parser.skipChildren();
    }
    return texts;
  }

  /** Null for a value of another kind, which is skipped: only what stands at the top counts. */
  static String text(JsonParser parser) throws IOException {
    parser.skipChildren();
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  /** A number, or text that is one; 0 for all else, which no caller takes. */
  static long number(JsonParser parser) throws IOException {
    parser.skipChildren();
    return parser.currentToken().isScalarValue() ? parser.getValueAsLong() : 0;
  }
}
