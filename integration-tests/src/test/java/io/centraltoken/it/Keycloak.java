package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An OAuth server that others have written, on 127.0.0.1: refresh tokens are used once, and its
 * userinfo endpoint (OpenID Connect Core 1.0, section 5.3) is an API that takes its access tokens.
 * Its events, in its log, are what it has seen.
 */
final class Keycloak implements AutoCloseable {
  static final String CLIENT_ID = "central-client";
  static final String CLIENT_SECRET = "the secret of the client";
  static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final String USER = "operator";
  private static final String PASSWORD = "the password of the operator";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path log;
  private final int port;
  private final Process process;

  private Keycloak(Path log, int port, Process process) {
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /** In its own folder, with what it keeps in memory. */
  static Keycloak start(Path logs) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("keycloak.home"));
    Path realms = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(realms.resolve("central.json"), realm());
    Path log = logs.resolve("keycloak.log");
    int port = FreePort.find();
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--db=dev-mem",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--log-level=info,org.keycloak.events:debug");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", USER);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Keycloak keycloak = new Keycloak(log, port, process);
    keycloak.awaitStart();
    return keycloak;
  }

  private void awaitStart() throws IOException, InterruptedException {
    ProcessWait.await(
        process, Duration.ofMinutes(4), () -> readLog().contains("Listening on: "), this::readLog);
  }

  /**
   * The scope openid goes into every token, which userinfo demands, also where a request names
   * none.
   */
  private static String realm() {
    return """
            {"realm": "central", "enabled": true, "sslRequired": "none",
             "accessTokenLifespan": %d, "revokeRefreshToken": true, "refreshTokenMaxReuse": 0,
             "clientScopes": [{"name": "openid", "protocol": "openid-connect",
               "attributes": {"include.in.token.scope": "true"}}],
             "clients": [{"clientId": "%s", "secret": "%s", "protocol": "openid-connect",
               "publicClient": false, "standardFlowEnabled": false,
               "directAccessGrantsEnabled": true, "serviceAccountsEnabled": true,
               "defaultClientScopes": ["openid"]}],
             "users": [{"username": "%s", "enabled": true, "email": "operator@example.com",
               "emailVerified": true, "firstName": "Central", "lastName": "Operator",
               "credentials": [{"type": "password", "value": "%s"}]}]}
            """
        .formatted(LIFETIME.toSeconds(), CLIENT_ID, CLIENT_SECRET, USER, PASSWORD);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  /** The place of an endpoint of OpenID Connect, such as token or userinfo. */
  String endpoint(String name) {
    return baseUrl() + "/realms/central/protocol/openid-connect/" + name;
  }

  /** What a person gets who logs in: the first pair, as the server answers it. */
  String logIn() throws IOException, InterruptedException {
    return logIn("central", CLIENT_ID, "&client_secret=" + CLIENT_SECRET);
  }

  private String logIn(String realm, String clientId, String more)
      throws IOException, InterruptedException {
    String form =
        "grant_type=password&username=%s&password=%s&client_id=%s"
            .formatted(USER, PASSWORD, clientId);
    return post(
        baseUrl() + "/realms/" + realm + "/protocol/openid-connect/token", form + more, 200);
  }

  /** RFC 7009; the refresh token of the pair stays good. */
  void revoke(String accessToken) throws IOException, InterruptedException {
    String form = "client_id=" + CLIENT_ID + "&client_secret=" + CLIENT_SECRET;
    post(endpoint("revoke"), form + "&token=" + accessToken, 200);
  }

  /** As an administrator does it, in whole seconds. */
  void revokeAllBefore(Instant time) throws IOException, InterruptedException {
    JsonNode administrator = JSON.readTree(logIn("master", "admin-cli", ""));
    HttpRequest change =
        HttpRequest.newBuilder(URI.create(baseUrl() + "/admin/realms/central"))
            .header("Authorization", "Bearer " + administrator.path("access_token").asText())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"notBefore\": " + time.getEpochSecond() + "}"))
            .build();
    assertThat(client.send(change, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
  }

  private String post(String url, String form, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.replace(' ', '+')))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body();
  }

  /** How often it has logged this event, of any client, such as REFRESH_TOKEN_ERROR. */
  long events(String type) {
    return Pattern.compile("type=\"" + type + "\"").matcher(readLog()).results().count();
  }

  /** What it has logged of rejected calls, the first few. */
  List<String> errors() {
    return readLog().lines().filter(line -> line.contains("_ERROR\"")).limit(5).toList();
  }

  private String readLog() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
