package io.centraltoken.demo.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Parameters of a request to the OAuth endpoints: from the query, a form body or a JSON body alike;
 * a value of the body wins.
 */
final class Parameters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> values = new HashMap<>();

  private Parameters() {}

  static Parameters of(Request request) {
    Parameters parameters = new Parameters();
    parameters.addForm(URI.create(request.getUrl()).getRawQuery());
    String body = request.getBodyAsString();
    if (body != null && body.startsWith("{")) {
      parameters.addJson(body);
    } else {
      parameters.addForm(body);
    }
    return parameters;
  }

  /** The value, or an empty text. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  private void addJson(String body) {
    try {
      JsonNode object = JSON.readTree(body);
      object.fieldNames().forEachRemaining(name -> values.put(name, object.get(name).asText()));
    } catch (JsonProcessingException malformed) {
      values.clear();
    }
  }

  private void addForm(String form) {
    if (form == null || form.isEmpty()) {
      return;
    }
    for (String pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
