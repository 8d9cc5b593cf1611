package io.centraltoken.demo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentralSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final CentralSimulator simulator = CentralSimulator.start(0, Duration.ofMinutes(2));
  private JsonNode downloaded;

  @TempDir Path directory;

  @BeforeEach
  void download() throws Exception {
    Path file = directory.resolve("token.json");
    simulator.downloadToken(file);
    downloaded = JSON.readTree(file.toFile());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/configuration/v2/groups?limit=20&offset=0",
        "/central/v2/sites?limit=100&offset=0",
        "/monitoring/v2/aps?limit=100&offset=0"
      })
  void answersApiCallsThatCarryTheDownloadedToken(String path) throws Exception {
    HttpResponse<String> response = get(path, downloaded.get("access_token").asText());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(response.body()).get("total").asInt()).isPositive();
  }

  @Test
  void answersAsKongWithoutAToken() throws Exception {
    HttpResponse<String> response =
        client.send(request("/central/v2/sites").build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body())
        .isEqualTo(
            "{\"error_description\":\"The access token is missing\",\"error\":\"invalid_request\"}");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"service\"");
  }

  @Test
  void killsTheOldPairInTheMomentOfTheRefresh() throws Exception {
    String oldToken = downloaded.get("access_token").asText();
    HttpResponse<String> refreshed =
        refresh(CentralSimulator.CLIENT_SECRET, downloaded.get("refresh_token").asText());
    assertThat(refreshed.statusCode()).isEqualTo(200);
    JsonNode pair = JSON.readTree(refreshed.body());
    assertThat(pair.fieldNames())
        .toIterable()
        .containsExactly("refresh_token", "token_type", "access_token", "expires_in");
    assertThat(get("/central/v2/sites", pair.get("access_token").asText()).statusCode())
        .isEqualTo(200);

    HttpResponse<String> rejected = get("/central/v2/sites", oldToken);
    assertThat(rejected.statusCode()).isEqualTo(401);
    assertThat(rejected.body()).contains("\"invalid_token\"");
    assertThat(simulator.received().get(2).sinceDeath()).isPositive();
  }

  @Test
  void takesARefreshTokenOnce() throws Exception {
    String refreshToken = downloaded.get("refresh_token").asText();
    refresh(CentralSimulator.CLIENT_SECRET, refreshToken);
    HttpResponse<String> again = refresh(CentralSimulator.CLIENT_SECRET, refreshToken);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body())
        .isEqualTo(
            "{\"error_description\":\"Invalid refresh_token\",\"error\":\"invalid_request\"}");
    assertThat(simulator.presentedRefreshTokens()).containsExactly(refreshToken, refreshToken);
  }

  @Test
  void leavesThePairAloneWhenTheClientIsWrong() throws Exception {
    HttpResponse<String> response = refresh("wrong", downloaded.get("refresh_token").asText());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("invalid_client");
    assertThat(get("/central/v2/sites", downloaded.get("access_token").asText()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void speaksHttp2InClear() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(get("/central/v2/sites", downloaded.get("access_token").asText()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
    }
    assertThat(simulator.received())
        .extracting(ReceivedRequest::protocol)
        .as("the first asks for the upgrade")
        .containsExactly("HTTP/1.1", "HTTP/2.0");
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return client.send(
        request(path).header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> refresh(String secret, String refreshToken) throws Exception {
    String query =
        "?client_id="
            + CentralSimulator.CLIENT_ID
            + "&client_secret="
            + secret
            + "&grant_type=refresh_token&refresh_token="
            + refreshToken;
    HttpRequest request =
        request("/oauth2/token" + query)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path));
  }
}
