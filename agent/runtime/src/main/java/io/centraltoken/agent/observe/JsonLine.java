package io.centraltoken.agent.observe;

/**
 * A line of the log as a JSON object (RFC 8259), without a library, which premain could not pay.
 */
final class JsonLine {
  private JsonLine() {}

  static String of(String time, String level, String message) {
    StringBuilder json = new StringBuilder("{\"time\":\"").append(time);
    json.append("\",\"level\":\"").append(level);
    json.append("\",\"logger\":\"central-token\",\"message\":\"");
    for (int i = 0; i < message.length(); i++) {
      char letter = message.charAt(i);
      if (letter == '"' || letter == '\\') {
        json.append('\\').append(letter);
      } else if (letter < ' ') {
        json.append("\\u00").append(hex(letter >> 4)).append(hex(letter & 15));
      } else {
        json.append(letter);
      }
    }
    return json.append("\"}").toString();
  }

  private static char hex(int digit) {
    return "0123456789abcdef".charAt(digit);
  }
}
