package io.centraltoken.demo.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gateway on 127.0.0.1 whose tokens live as long as you say (HTTP/1.1 and h2c): {@code java -jar
 * central-simulator.jar --port=8080 --token-lifetime=30}. Close it to free its port.
 */
public final class CentralSimulator implements AutoCloseable {
  public static final String CLIENT_ID = "demo-client";
  public static final String CLIENT_SECRET = "demo-secret";

  private final TokenAuthority authority;
  private final Faults faults;
  private final Gateway gateway;
  private final WireMockServer server;

  private CentralSimulator(
      TokenAuthority authority, Faults faults, Gateway gateway, WireMockServer server) {
    this.authority = authority;
    this.faults = faults;
    this.gateway = gateway;
    this.server = server;
  }

  /**
   * @param port 0 for a free one
   */
  public static CentralSimulator start(int port, Duration tokenLifetime) {
    return start(WireMockConfiguration.options().port(port), tokenLifetime);
  }

  /**
   * With https beside http, on a free port.
   *
   * @param keyStore PKCS12; the password of the store and of its key is {@code password}
   */
  public static CentralSimulator startWithTls(Path keyStore, Duration tokenLifetime) {
    return start(
        WireMockConfiguration.options()
            .port(0)
            .httpsPort(0)
            .keystoreType("PKCS12")
            .keystorePath(keyStore.toString())
            .keystorePassword("password")
            .keyManagerPassword("password"),
        tokenLifetime);
  }

  private static CentralSimulator start(WireMockConfiguration options, Duration tokenLifetime) {
    Clock clock = Clock.systemUTC();
    Faults faults = new Faults();
    TokenAuthority authority = new TokenAuthority(clock, tokenLifetime);
    Gateway gateway =
        new Gateway(clock, authority, new TokenEndpoint.Client(CLIENT_ID, CLIENT_SECRET), faults);
    WireMockServer server =
        new WireMockServer(
            options
                .bindAddress("127.0.0.1")
                .disableRequestJournal()
                .gzipDisabled(true)
                .extensions(gateway));
    server.stubFor(any(anyUrl()).willReturn(ok()));
    server.start();
    return new CentralSimulator(authority, faults, gateway, server);
  }

  public static void main(String[] arguments) throws IOException {
    SimulatorOptions options;
    try {
      options = SimulatorOptions.parse(arguments);
    } catch (IllegalArgumentException misuse) {
      System.err.println("central-simulator: " + misuse.getMessage());
      System.err.println(SimulatorOptions.USAGE);
      System.exit(2);
      return;
    }
    CentralSimulator simulator = start(options.port(), options.tokenLifetime());
    simulator.speak(options.dialect());
    System.out.println(
        "gateway "
            + simulator.baseUrl()
            + ", tokens live "
            + options.tokenLifetime().toSeconds()
            + " s");
    if (options.dialect() == Dialect.CLASSIC) {
      simulator.downloadToken(options.tokenFile());
      System.out.println("a new token was downloaded to " + options.tokenFile().toAbsolutePath());
    } else {
      System.out.println("issuer " + simulator.baseUrl() + "/as/token.oauth2");
    }
    System.out.println("client id " + CLIENT_ID + ", client secret " + CLIENT_SECRET);
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Of a simulator that was started with TLS; its certificate must name localhost. */
  public String httpsBaseUrl() {
    return "https://localhost:" + server.httpsPort();
  }

  /** From now on; at first it is the classic one. */
  public void speak(Dialect dialect) {
    gateway.speak(dialect);
  }

  public Faults faults() {
    return faults;
  }

  /** Of the tokens that are made from now on. */
  public void tokenLifetime(Duration next) {
    authority.lifetime(next);
  }

  /** What an admin does in the web UI: the current pair is dead. */
  public void revoke() {
    authority.revoke();
  }

  /** Whether this refresh token would be redeemed now; does not use it. */
  public boolean isRedeemable(String refreshToken) {
    return authority.isRedeemable(refreshToken);
  }

  /** Makes a new pair and writes the JSON that the web UI's <em>Download Token</em> gives. */
  public void downloadToken(Path file) throws IOException {
    TokenPair pair = authority.issue();
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("access_token", pair.accessToken());
    token.put("appname", "nms");
    token.put("authenticated_userid", "someone@example.com");
    token.put("created_at", pair.createdAt().toEpochMilli());
    token.put("credential_id", "00000000-0000-0000-0000-000000000001");
    token.put("expires_in", pair.lifetime().toSeconds());
    token.put("id", "00000000-0000-0000-0000-000000000002");
    token.put("refresh_token", pair.refreshToken());
    token.put("scope", "all");
    token.put("token_type", "bearer");
    Files.writeString(
        file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(token));
  }

  public List<ReceivedRequest> received() {
    return gateway.received();
  }

  /** Those of programs: all but what concerns tokens. */
  public List<ReceivedRequest> apiCalls() {
    return received().stream()
        .filter(call -> !call.path().startsWith("/oauth2/"))
        .filter(call -> !Dialect.NEW_CENTRAL.isTokenRequest(call.path()))
        .toList();
  }

  public List<ReceivedRequest> tokenCalls() {
    return calls("/oauth2/token");
  }

  public List<ReceivedRequest> calls(String path) {
    return received().stream().filter(call -> call.path().equals(path)).toList();
  }

  /**
   * Every refresh token that was presented, in order; a value that stands here twice was used
   * twice.
   */
  public List<String> presentedRefreshTokens() {
    return gateway.presentedRefreshTokens();
  }

  @Override
  public void close() {
    server.stop();
  }
}
