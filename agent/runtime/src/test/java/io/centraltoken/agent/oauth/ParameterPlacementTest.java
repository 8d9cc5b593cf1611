package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParameterPlacementTest {
  private static final URI ENDPOINT = URI.create("https://gateway.example/oauth2/token");

  private final Map<String, String> parameters = new LinkedHashMap<>();

  @BeforeEach
  void fill() {
    parameters.put("client_id", "id");
    parameters.put("client_secret", "a&b=\"ü ");
  }

  @Test
  void putsThemIntoTheQuery() {
    assertThat(ParameterPlacement.QUERY.uri(ENDPOINT, parameters))
        .hasToString(ENDPOINT + "?client_id=id&client_secret=a%26b%3D%22%C3%BC+");
    assertThat(ParameterPlacement.QUERY.body(parameters)).isEmpty();
    assertThat(ParameterPlacement.QUERY.uri(URI.create(ENDPOINT + "?tenant=1"), parameters))
        .hasToString(ENDPOINT + "?tenant=1&client_id=id&client_secret=a%26b%3D%22%C3%BC+");
  }

  @Test
  void putsThemIntoAForm() {
    assertThat(ParameterPlacement.FORM.uri(ENDPOINT, parameters)).isEqualTo(ENDPOINT);
    assertThat(body(ParameterPlacement.FORM))
        .isEqualTo("client_id=id&client_secret=a%26b%3D%22%C3%BC+");
    assertThat(ParameterPlacement.FORM.contentType).isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void putsThemIntoAnObject() {
    assertThat(ParameterPlacement.JSON.uri(ENDPOINT, parameters)).isEqualTo(ENDPOINT);
    assertThat(body(ParameterPlacement.JSON))
        .isEqualTo("{\"client_id\":\"id\",\"client_secret\":\"a&b=\\\"ü \"}");
    assertThat(ParameterPlacement.JSON.contentType).isEqualTo("application/json");
  }

  private String body(ParameterPlacement placement) {
    return new String(placement.body(parameters), StandardCharsets.UTF_8);
  }
}
