package io.centraltoken.agent.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The members of a reply that matter; what is no JSON object has none. */
final class ReplyMembers {
  String accessToken;
  String refreshToken;
  long expiresIn;
  String authCode;
  String error;
  String errorDescription;

  private ReplyMembers() {}

  static ReplyMembers of(TokenTransport.Reply reply) {
    ReplyMembers members = new ReplyMembers();
    try (JsonParser parser = new JsonFactory().createParser(reply.body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          members.take(parser.currentName(), parser);
        }
      }
      return members;
    } catch (IOException noJson) {
      return new ReplyMembers();
    }
  }

  private void take(String name, JsonParser parser) throws IOException {
    parser.nextToken();
    switch (name) {
      case "access_token":
        accessToken = parser.getValueAsString();
        break;
      case "refresh_token":
        refreshToken = parser.getValueAsString();
        break;
      case "expires_in":
        expiresIn = parser.getValueAsLong();
        break;
      case "auth_code":
        authCode = parser.getValueAsString();
        break;
      case "error":
        error = parser.getValueAsString();
        break;
      case "error_description":
        errorDescription = parser.getValueAsString();
        break;
      default:
        parser.skipChildren();
    }
  }
}
