package io.centraltoken.agent.oauth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The members of a response that matter. What is not a JSON object has none; of one that breaks off
 * those count that came whole, because a refresh token may be among them.
 */
final class TokenResponse {
  private static final int LONGEST_CODE = 40;

  String accessToken;
  String refreshToken;

  /** Seconds; 0: missing, or not to be understood. */
  long expiresIn;

  String authCode;
  String error;
  String errorDescription;

  /** Whether it is a JSON object, or the beginning of one. */
  boolean isObject;

  /** HPE's login says false in a 200 where it rejects. */
  boolean statusIsFalse;

  private TokenResponse() {}

  static TokenResponse of(TokenTransport.Response response) {
    TokenResponse members = new TokenResponse();
    try (InputStream body = body(response.body);
        JsonParser parser = new JsonFactory().createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        members.isObject = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          members.take(parser.currentName(), parser);
        }
      }
    } catch (IOException brokenOff) {
      members.expiresIn = 0; // a number may have lost its last digits
    }
    return members;
  }

  /** A proxy may compress what nobody asked it to; RFC 1952 says how that begins. */
  private static InputStream body(byte[] received) throws IOException {
    InputStream body = new ByteArrayInputStream(received);
    boolean compressed =
        received.length > 2 && received[0] == (byte) 0x1f && received[1] == (byte) 0x8b;
    return compressed ? new GZIPInputStream(body) : body;
  }

  /**
   * Whether a text of the server says that what was presented is not valid: in the words of Kong
   * 0.14.1 ("Invalid refresh_token"), in other spellings of them, or by a code of RFC 6749.
   *
   * @param what in lower case, with blanks between words
   */
  boolean saysInvalid(String what) {
    String said =
        errorDescription == null
            ? ""
            : errorDescription.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return said.contains("invalid " + what)
        || (said.contains(what)
            && (said.contains("not valid")
                || said.contains("is invalid")
                || said.contains("expired")
                || said.contains("revoked")
                || said.contains("not found")
                || said.contains("unknown")));
  }

  /**
   * For a message: a blank and the error code (RFC 6749, section 5.2), if it is one, of letters and
   * underscores; else nothing. The description may repeat what was sent, a secret too.
   */
  String errorCode() {
    if (error == null || error.isEmpty() || error.length() > LONGEST_CODE) {
      return "";
    }
    for (int i = 0; i < error.length(); i++) {
      char letter = error.charAt(i);
      if (letter != '_' && !(letter >= 'a' && letter <= 'z')) {
        return "";
      }
    }
    return " " + error;
  }

  private void take(String name, JsonParser parser) throws IOException {
    JsonToken value = parser.nextToken();
    switch (name) {
      case "access_token":
        accessToken = text(parser, value);
        break;
      case "refresh_token":
        refreshToken = text(parser, value);
        break;
      case "expires_in":
        expiresIn = parser.getValueAsLong();
        parser.skipChildren();
        break;
      case "auth_code":
        authCode = text(parser, value);
        break;
      case "error":
        error = text(parser, value);
        break;
      case "error_description":
        errorDescription = text(parser, value);
        break;
      case "status":
        statusIsFalse =
            value == JsonToken.VALUE_FALSE || "false".equalsIgnoreCase(text(parser, value));
        break;
      default:
        parser.skipChildren();
    }
  }

  /** Null for an object, a list or nothing. */
  private static String text(JsonParser parser, JsonToken value) throws IOException {
    parser.skipChildren();
    return value.isScalarValue() && value != JsonToken.VALUE_NULL
        ? parser.getValueAsString()
        : null;
  }
}
