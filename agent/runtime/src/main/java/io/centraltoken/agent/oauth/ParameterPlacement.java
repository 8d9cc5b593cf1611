package io.centraltoken.agent.oauth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the parameters of a token request go. Central documents the query (HPE, "Access Token
 * Management"); its gateway reads a form (RFC 6749, section 6) or a JSON body as well, and those
 * keep the secrets out of the access logs of proxies.
 */
public enum ParameterPlacement {
  QUERY("application/json") {
    @Override
    URI uri(URI endpoint, Map<String, String> parameters) {
      String separator = endpoint.getRawQuery() == null ? "?" : "&";
      return URI.create(endpoint + separator + form(parameters));
    }

    @Override
    byte[] body(Map<String, String> parameters) {
      return new byte[0];
    }
  },
  FORM("application/x-www-form-urlencoded") {
    @Override
    byte[] body(Map<String, String> parameters) {
      return form(parameters).getBytes(StandardCharsets.US_ASCII);
    }
  },
  JSON("application/json") {
    @Override
    byte[] body(Map<String, String> parameters) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
        json.writeStartObject();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
          json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
      } catch (IOException impossible) {
        throw new IllegalStateException("memory cannot be written to", impossible);
      }
      return bytes.toByteArray();
    }
  };

  final String contentType;

  ParameterPlacement(String contentType) {
    this.contentType = contentType;
  }

  URI uri(URI endpoint, Map<String, String> parameters) {
    return endpoint;
  }

  abstract byte[] body(Map<String, String> parameters);

  /** A value as it stands in a form or a query ({@code application/x-www-form-urlencoded}). */
  public static String encode(String value) {
    try {
      return URLEncoder.encode(value, "UTF-8");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException("every JDK has UTF-8", impossible);
    }
  }

  private static String form(Map<String, String> parameters) {
    StringBuilder form = new StringBuilder();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      form.append(form.length() == 0 ? "" : "&").append(parameter.getKey()).append('=');
      form.append(encode(parameter.getValue()));
    }
    return form.toString();
  }
}
