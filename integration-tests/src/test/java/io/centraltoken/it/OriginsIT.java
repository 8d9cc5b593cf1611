package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The token goes to the gateway, however it is written, and to nobody that looks like it. */
@Tag("long")
class OriginsIT {
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private static final List<String> LOOK_ALIKES =
      List.of(
          "http://gateway.example./",
          "http://gateway.example:8080/",
          "http://gateway.example.evil.example/",
          "http://evil-gateway.example/",
          "http://gateway.example@evil.example/",
          "http://gateway.example:80@evil.example/",
          "http://evil.example/http://gateway.example/",
          "http://evil.example/?@gateway.example/",
          "http://xn--gatway-eua.example/");

  @TempDir Path directory;

  private Path keyStore;
  private CentralSimulator gateway;
  private CentralSimulator elsewhere;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    keyStore = GatewayKeyStore.in(directory);
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
    List<String> options = ProgramRun.withAgent(keyStore, base, token());
    List<String> urls =
        REDIRECTS.stream().map(status -> thereAndBack(base, other, status)).toList();
    ProgramRun run = probe(jdk, options, urls);

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
    for (Jdk jdk : Jdk.smallSample()) {
      for (String to : List.of("another port", "another name", "another scheme")) {
        journeys.add(Arguments.of(jdk, false, to));
        journeys.add(Arguments.of(jdk, true, to));
      }
    }
    return journeys.stream();
  }

  /** A proxy stands for all hosts, so that no name is looked up. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void goesToTheHostAndToNoneThatLooksLikeIt(Jdk jdk) throws Exception {
    assertThatTokensGoTo(
        jdk,
        "http://gateway.example",
        List.of(
            "http://gateway.example/",
            "HTTP://GATEWAY.Example/",
            "http://gateway.example:80/",
            "http://someone:password@gateway.example/",
            "http://evil.example@gateway.example/"),
        LOOK_ALIKES);
    assertThatTokensGoTo(
        jdk,
        "http://[2001:db8::a]:8080",
        List.of("http://[2001:db8::a]:8080/", "http://[2001:DB8::A]:8080/"),
        List.of("http://[2001:db8::a]/", "http://[2001:db8::b]:8080/", "http://[::1]:8080/"));
    assertThatTokensGoTo(
        jdk,
        "http://xn--bcher-kva.example",
        List.of("http://xn--bcher-kva.example/", "http://XN--BCHER-KVA.example/"),
        List.of("http://bucher.example/", "http://xn--bcher-jva.example/"));
  }

  /** What the gateway answers with is the word of whoever wrote there. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void goesToNoneOfThemByARedirect(Jdk jdk) throws Exception {
    List<String> locations = new ArrayList<>(LOOK_ALIKES);
    locations.add("//evil.example/");
    try (ForwardProxy proxy = new ForwardProxy(false, any -> URI.create(gateway.baseUrl()))) {
      String base = "http://gateway.example";
      List<String> urls =
          locations.stream().map(to -> redirect(base, 307, to + "any/others")).toList();
      ProgramRun run = probe(jdk, options(base, proxy), urls);

      assertThat(run.out().lines()).allMatch(line -> line.endsWith(" 401"));
      assertThat(authorizations("/simulator/redirect"))
          .hasSize(shapes(jdk).split(",").length * locations.size())
          .allMatch(OriginsIT::isOneToken);
      assertThat(through(proxy, "/any/others"))
          .hasSameSizeAs(authorizations("/simulator/redirect"))
          .allMatch(List::isEmpty);
    }
  }

  private void assertThatTokensGoTo(Jdk jdk, String base, List<String> ours, List<String> others)
      throws Exception {
    try (ForwardProxy proxy = new ForwardProxy(false, any -> URI.create(gateway.baseUrl()))) {
      List<String> urls = new ArrayList<>();
      ours.forEach(url -> urls.add(url + "any/ours"));
      others.forEach(url -> urls.add(url + "any/others"));
      ProgramRun run = probe(jdk, options(base, proxy), urls);

      int shapes = shapes(jdk).split(",").length;
      assertThat(run.out().lines().map(line -> line.replaceFirst(".*/any/(\\w+ \\w+)$", "$1")))
          .containsOnly("ours 200", "others 401");
      assertThat(through(proxy, "/any/ours"))
          .as("%s, %s", base, run.out())
          .hasSize(shapes * ours.size())
          .allMatch(OriginsIT::isOneToken);
      assertThat(through(proxy, "/any/others"))
          .as("%s, %s", base, run.out())
          .hasSize(shapes * others.size())
          .allMatch(List::isEmpty);
    }
  }

  private List<String> options(String base, ForwardProxy proxy) {
    List<String> options = ProgramRun.withAgent(base, token(), "-Dcentral.allow.http=true");
    options.addAll(proxy.options());
    return options;
  }

  private ProgramRun probe(Jdk jdk, List<String> options, List<String> urls) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("each", shapes(jdk)));
    arguments.addAll(urls);
    return ProgramRun.probe(jdk, directory, options, arguments.toArray(new String[0]));
  }

  private static List<List<String>> through(ForwardProxy proxy, String end) {
    return proxy.asked().stream()
        .filter(asked -> asked.target().endsWith(end))
        .map(ForwardProxy.Asked::authorizations)
        .toList();
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
    return redirect(base, status, back);
  }

  private static String redirect(String base, int status, String to) {
    String encoded = URLEncoder.encode(to, StandardCharsets.UTF_8);
    return base + "/simulator/redirect?status=" + status + "&to=" + encoded;
  }

  private Path token() {
    return directory.resolve("token.json");
  }
}
