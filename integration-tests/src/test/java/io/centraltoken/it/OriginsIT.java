package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The token goes to the gateway, however it is written, and to nobody that looks like it. */
class OriginsIT {
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  @TempDir Path directory;

  private Path keyStore;
  private CentralSimulator gateway;
  private CentralSimulator elsewhere;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    keyStore = TlsIT.keyStore(directory);
    gateway = CentralSimulator.startWithTls(keyStore, Duration.ofHours(2));
    elsewhere = CentralSimulator.start(0, Duration.ofHours(2));
    gateway.downloadToken(token());
  }

  @AfterEach
  void stop() {
    gateway.close();
    elsewhere.close();
  }

  /**
   * From the gateway to another port, another name of its address or another scheme, and back
   * again. HttpURLConnection follows neither a 308 nor a change of scheme.
   */
  @ParameterizedTest
  @MethodSource("journeys")
  void goesThereAndBackWithARedirectAndNowhereElse(Jdk jdk, boolean tls, String to)
      throws Exception {
    String base = tls ? gateway.httpsBaseUrl() : gateway.baseUrl();
    String other =
        switch (to) {
          case "another port" -> elsewhere.baseUrl();
          case "another name" -> gateway.baseUrl().replace("127.0.0.1", "localhost");
          default -> tls ? gateway.baseUrl() : gateway.httpsBaseUrl();
        };
    List<String> options = LegacyRun.withAgent(base, token());
    options.addAll(LegacyRun.trusting(keyStore));
    List<String> arguments = new ArrayList<>(List.of("each", shapes(jdk)));
    REDIRECTS.forEach(status -> arguments.add(thereAndBack(base, other, status)));
    LegacyRun run = LegacyRun.probe(jdk, directory, options, arguments.toArray(new String[0]));

    boolean changesScheme = tls != other.startsWith("https:");
    int clients = jdk.feature() >= 11 ? 3 : 0;
    int followed = clients * REDIRECTS.size() + (changesScheme ? 0 : 2 * (REDIRECTS.size() - 1));
    assertThat(run.err()).doesNotContain("ERROR", "WARN", "Exception");
    assertThat(run.out().lines()).allMatch(line -> line.matches(".* (200|30\\d)"));
    assertThat(run.out().lines().filter(line -> line.endsWith(" 200"))).hasSize(followed);
    assertThat(authorizations("/simulator/redirect"))
        .hasSize((2 + clients) * REDIRECTS.size())
        .allMatch(OriginsIT::isOneToken);
    assertThat(authorizations("/open/redirect")).hasSize(followed).allMatch(List::isEmpty);
    assertThat(authorizations("/any/back")).hasSize(followed).allMatch(OriginsIT::isOneToken);
  }

  static Stream<Arguments> journeys() throws IOException {
    List<Arguments> journeys = new ArrayList<>();
    for (Jdk jdk : Jdk.sample()) {
      for (String to : List.of("another port", "another name", "another scheme")) {
        journeys.add(Arguments.of(jdk, false, to));
        journeys.add(Arguments.of(jdk, true, to));
      }
    }
    return journeys.stream();
  }

  private List<List<String>> authorizations(String path) {
    return Stream.of(gateway, elsewhere)
        .flatMap(server -> server.received().stream())
        .filter(request -> request.path().equals(path))
        .map(ReceivedRequest::authorizations)
        .toList();
  }

  private static boolean isOneToken(List<String> authorizations) {
    return authorizations.size() == 1 && authorizations.get(0).startsWith("Bearer ");
  }

  private static String shapes(Jdk jdk) {
    String url = "url/GET/none/input-first,url/POST/buffered/output-first";
    String client =
        ",client/HTTP_1_1/GET/none/sync,client/HTTP_2/GET/none/async,client/HTTP_1_1/POST/bytes/sync";
    return jdk.feature() >= 11 ? url + client : url;
  }

  private static String thereAndBack(String base, String other, int status) {
    String back = other + "/open/redirect?status=" + status + "&to=" + base + "/any/back";
    return base
        + "/simulator/redirect?status="
        + status
        + "&to="
        + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  private Path token() {
    return directory.resolve("token.json");
  }
}
