package io.centraltoken.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.centraltoken.agent.config.Escapes;
import io.centraltoken.agent.token.TokenStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** What the MXBean of a running JVM says. */
final class LiveStatus {
  private static final int INDENT = 17;

  private final Map<String, Object> values = new TreeMap<>();

  /**
   * @param attributes of the MXBean, in the open types of JMX
   */
  LiveStatus(Map<String, Object> attributes) {
    attributes.forEach((name, value) -> values.put(name, plain(value)));
  }

  private static Object plain(Object value) {
    if (value instanceof Date) {
      return ((Date) value).toInstant().toString();
    }
    if (value instanceof String[]) {
      return Arrays.asList((String[]) value);
    }
    if (!(value instanceof TabularData)) {
      return value;
    }
    Map<String, Object> rows = new TreeMap<>();
    for (Object row : ((TabularData) value).values()) {
      CompositeData entry = (CompositeData) row;
      rows.put(String.valueOf(entry.get("key")), entry.get("value"));
    }
    return rows;
  }

  boolean isFine() {
    try {
      return TokenStatus.valueOf(text("State")).isFine();
    } catch (IllegalArgumentException ofAnotherVersion) {
      return false;
    }
  }

  /** One line for each fact. */
  String asText(String pid) throws IOException {
    PrintedText text = new PrintedText();
    PrintStream out = text.out;
    line(out, "State", text("State"));
    line(out, "Process", pid);
    line(out, "Token", text("Fingerprint") + ", generation " + text("Generation"));
    line(out, "Access token", left("AccessTokenSecondsLeft"));
    line(out, "Refresh token", left("RefreshTokenSecondsLeft"));
    line(out, "Last exchange", lastExchange());
    line(out, "Exchanges", text("Refreshes") + ", failed in a row: " + text("ConsecutiveFailures"));
    line(out, "Quota", quota());
    line(out, "Requests", requests());
    line(out, "Hook errors", text("SuppressedErrors"));
    line(out, "Hooks", text("Hooks"));
    return text.text();
  }

  private static void line(PrintStream out, String name, String text) {
    Columns.print(out, name, INDENT, Escapes.of(text));
  }

  /** Without the braces of a map or of a list. */
  private String text(String name) {
    Object value = values.get(name);
    if (value == null) {
      return "none";
    }
    String text = value.toString();
    boolean many = value instanceof Map || value instanceof Collection;
    String inner = many ? text.substring(1, text.length() - 1) : text;
    return inner.isEmpty() ? "none" : inner;
  }

  private long number(String name) {
    Object value = values.get(name);
    return value instanceof Number ? ((Number) value).longValue() : -1;
  }

  private String left(String name) {
    long seconds = number(name);
    return seconds <= 0 ? "none" : Times.of(Duration.ofSeconds(seconds)) + " left";
  }

  private String lastExchange() {
    String outcome = text("LastRefreshOutcome");
    return values.get("LastRefreshTime") == null
        ? outcome
        : values.get("LastRefreshTime") + " " + outcome;
  }

  private String quota() {
    long day = number("QuotaRemainingDay");
    long second = number("QuotaRemainingSecond");
    if (day < 0 && second < 0) {
      return "not known";
    }
    String ofDay =
        day < 0 ? "" : day + " of " + number("QuotaLimitDay") + " calls left until 00:00 GMT";
    String ofSecond = second < 0 ? "" : second + " left in the second that was looked at";
    return ofDay + (day < 0 || second < 0 ? "" : ", ") + ofSecond;
  }

  private String requests() {
    return text("Injected")
        + " with the token, "
        + text("Held")
        + " held, "
        + text("Replayed")
        + " sent again, "
        + text("NotReplayable")
        + " not";
  }

  /** One JSON object on one line; its names are those of the attributes, in lower camel case. */
  String asJson(String pid) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("process", pid);
      for (Map.Entry<String, Object> value : values.entrySet()) {
        String name = value.getKey();
        json.writeFieldName(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
        write(json, value.getValue());
      }
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Collection) {
      json.writeStartArray();
      for (Object element : (Collection<?>) value) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Number) {
      json.writeNumber(((Number) value).longValue());
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}
