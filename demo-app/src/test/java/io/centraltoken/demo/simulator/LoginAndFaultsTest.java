package io.centraltoken.demo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginAndFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGIN = "/oauth2/authorize/central/api/login?client_id=demo-client";

  private final HttpClient client = HttpClient.newHttpClient();
  private final CentralSimulator simulator = CentralSimulator.start(0, Duration.ofMinutes(2));
  private String accessToken;
  private String refreshToken;

  @TempDir Path directory;

  @BeforeEach
  void download() throws Exception {
    Path file = directory.resolve("token.json");
    simulator.downloadToken(file);
    take(JSON.readTree(file.toFile()));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void makesAPairInThreeCallsAndRejectsASecondLogin() throws Exception {
    assertThat(post(LOGIN, "{\"username\":\"demo-user\",\"password\":\"x\"}").statusCode())
        .isEqualTo(401);
    String credentials = "{\"username\":\"demo-user\",\"password\":\"demo-password\"}";
    HttpResponse<String> login = post(LOGIN, credentials);
    assertThat(login.statusCode()).isEqualTo(200);
    List<String> cookies = login.headers().allValues("Set-Cookie");
    String csrf = cookies.get(0).replaceAll("csrftoken=(\\w+);.*", "$1");
    String session = cookies.get(1).replaceAll("(session=\\w+);.*", "$1");

    HttpResponse<String> code =
        post(
            "/oauth2/authorize/central/api?client_id=demo-client&response_type=code&scope=all",
            "{\"customer_id\":\"demo-customer\"}",
            "X-CSRF-TOKEN",
            csrf,
            "Cookie",
            session);
    String exchange =
        "/oauth2/token?client_id=demo-client&client_secret=demo-secret&grant_type=authorization_code&code="
            + JSON.readTree(code.body()).get("auth_code").asText();
    HttpResponse<String> pair = post(exchange, "");
    assertThat(pair.statusCode()).isEqualTo(200);
    assertThat(get("/central/v2/sites").statusCode()).as("the old pair").isEqualTo(401);
    take(JSON.readTree(pair.body()));
    assertThat(get("/central/v2/sites").statusCode()).isEqualTo(200);
    assertThat(post(exchange, "").statusCode()).as("the code again").isEqualTo(400);
    assertThat(post(LOGIN, credentials).statusCode()).as("within 30 minutes").isEqualTo(429);
  }

  @Test
  void readsATokenInTheQueryBeforeTheHeader() throws Exception {
    assertThat(get("/central/v2/sites?access_token=stale").statusCode()).isEqualTo(401);
    String good = accessToken;
    accessToken = "stale";
    assertThat(get("/central/v2/sites?access_token=" + good).statusCode()).isEqualTo(200);
  }

  @Test
  void failsBeforeTheExchangeAsOftenAsAsked() throws Exception {
    assertThat(post("/simulator/token-endpoint?fault=unavailable&times=2", "").statusCode())
        .isEqualTo(200);
    assertThat(refresh().statusCode()).isEqualTo(503);
    assertThat(refresh().body()).startsWith("upstream connect error");
    simulator.faults().token(TokenFault.THROTTLED, 1);
    assertThat(refresh().statusCode()).isEqualTo(429);
    simulator.faults().token(TokenFault.ERROR, 1);
    assertThat(refresh().statusCode()).isEqualTo(500);
    assertThat(refresh().statusCode()).as("nothing was replaced").isEqualTo(200);
  }

  @Test
  void losesAReplyOfAnExchangeThatHappened() {
    simulator.faults().token(TokenFault.LOST_REPLY, 1);
    assertThatThrownBy(this::refresh).isInstanceOf(IOException.class);
    assertThat(simulator.presentedRefreshTokens()).containsExactly(refreshToken);
  }

  @Test
  void answersGarbageAfterAnExchangeThatHappened() throws Exception {
    simulator.faults().token(TokenFault.GARBAGE, 1);
    assertThat(refresh().body()).isEqualTo("{\"refresh_token\":\"");
    assertThat(refresh().statusCode()).isEqualTo(400);
  }

  @Test
  void switchesWhileItRuns() throws Exception {
    post("/simulator/token-lifetime?seconds=5", "");
    take(JSON.readTree(refresh().body()));
    post("/simulator/node-lag?millis=60000", "");
    assertThat(
            List.of(get("/central/v2/sites").statusCode(), get("/central/v2/sites").statusCode()))
        .as("one of two nodes has not heard of the token")
        .containsExactlyInAnyOrder(200, 401);
    post("/simulator/node-lag?millis=0", "");
    post("/simulator/api-throttle?times=1", "");
    assertThat(get("/central/v2/sites").statusCode()).isEqualTo(429);
    assertThat(get("/central/v2/sites").statusCode()).isEqualTo(200);
    post("/simulator/revoke", "");
    assertThat(get("/central/v2/sites").statusCode()).isEqualTo(401);
    assertThat(refresh().statusCode()).isEqualTo(400);
    assertThat(post("/simulator/token-endpoint?fault=nonsense&times=1", "").statusCode())
        .isEqualTo(400);
  }

  private void take(JsonNode pair) {
    accessToken = pair.get("access_token").asText();
    refreshToken = pair.get("refresh_token").asText();
  }

  private HttpResponse<String> refresh() throws Exception {
    return post(
        "/oauth2/token?client_id=demo-client&client_secret=demo-secret&grant_type=refresh_token&refresh_token="
            + refreshToken,
        "");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
            .header("Authorization", "Bearer " + accessToken)
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
