package io.centraltoken.agent.request.java11;

import static io.centraltoken.agent.request.java11.HttpClientBench.DIRECT;
import static io.centraltoken.agent.request.java11.HttpClientBench.SITES;
import static io.centraltoken.agent.request.java11.HttpClientBench.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests get the token, and which wait for one: the JDK's questions in their order. */
class HttpClientAuthorizerTest {
  private final HttpClientBench bench = new HttpClientBench();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gateway.example/oauth2/token",
        "https://gateway.example/another/token",
        "https://elsewhere.example/central/v2/sites",
        "http://gateway.example/central/v2/sites"
      })
  void leavesTokenRequestsAndOtherOriginsAlone(String uri) {
    bench.publish("access");
    HttpRequest request = get(URI.create(uri));
    assertThat(bench.begin(request)).isNull();
    assertThat(bench.authorization(request)).isNull();
    CompletableFuture<Object> future = new CompletableFuture<>();
    assertThat(bench.authorizer.response(future, bench.exchange, request, null)).isSameAs(future);
    assertThat(bench.firstRequest.hasCome()).isFalse();
    assertThat(bench.events()).isEmpty();
  }

  @Test
  void addsTheTokenToARequestButNotToTheProxysConnect() {
    bench.publish("access");
    HttpRequest request = get(SITES);
    assertThat(bench.begin(request)).isNull();
    assertThat(bench.authorizer.authorization(SITES, "CONNECT", request)).isNull();
    assertThat(bench.authorization(request)).isEqualTo("Bearer access");
    assertThat(bench.events()).containsExactly("injected");
    assertThat(bench.firstRequest.hasCome()).isTrue();
  }

  /** HTTP/1.1 asks for the user's headers first, HTTP/2 last. */
  @Test
  void addsNoTokenToARequestThatStartedWithout() {
    bench.fail();
    HttpRequest first = get(SITES);
    assertThat(bench.begin(first)).isNull();
    assertThat(bench.authorization(first)).isNull();
    bench.publish("access");
    assertThat(bench.authorization(first)).isNull();
    HttpRequest second = get(SITES);
    assertThat(bench.begin(second)).isNull();
    assertThat(bench.authorization(second)).isEqualTo("Bearer access");
  }

  /** It may wait for a connection meanwhile, or the JVM may stand still. */
  @Test
  void carriesTheTokenItBeganWithWhereThatHasEndedSince() {
    bench.publish("access");
    HttpRequest request = get(SITES);
    assertThat(bench.begin(request)).isNull();
    bench.clock.advance(Duration.ofHours(2));
    assertThat(bench.authorization(request)).isEqualTo("Bearer access");
    assertThat(bench.events()).containsExactly("injected");
    bench.publish("next");
    assertThat(bench.authorization(request)).as("decided").isEqualTo("Bearer access");
  }

  /** The JVM stands still between two looks at the token, wherever that is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void waitsWhereTheTokenEndsWhileTheRequestBegins(int reading) {
    bench.publish("access");
    AtomicInteger readings = new AtomicInteger();
    bench.clock.beforeReading =
        () -> {
          if (readings.incrementAndGet() == reading) {
            bench.clock.advance(Duration.ofHours(2));
          }
        };
    HttpRequest request = get(SITES);
    CompletableFuture<?> held = bench.begin(request);
    bench.clock.beforeReading = () -> {};
    if (held == null) {
      assertThat(bench.authorization(request)).as("it ended later").isEqualTo("Bearer access");
    } else {
      assertThat(held).isNotCompleted();
      assertThat(bench.isOnTheWire()).as("on the wire").isFalse();
    }
  }

  /** A CookieHandler makes the JDK ask for the headers of a hop that is held later. */
  @Test
  void decidesNothingBeforeTheRequestBegins() throws Exception {
    HttpRequest request = get(SITES);
    assertThat(bench.authorization(request)).isNull();
    CompletableFuture<?> held = bench.begin(request);
    assertThat(held).isNotCompleted();
    assertThat(bench.isOnTheWire()).as("on the wire").isFalse();
    assertThat(bench.authorization(request)).isNull();
    bench.publish("access");
    assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo("begun again");
    assertThat(bench.begunAgain).isOne();
    assertThat(bench.begin(request)).isNull();
    assertThat(bench.isOnTheWire()).as("on the wire").isTrue();
    assertThat(bench.authorization(request)).isEqualTo("Bearer access");
    assertThat(bench.events()).containsExactly("held", "goes on", "injected");
  }

  /** The JDK begins a request anew whose kept connection the server has closed. */
  @Test
  void givesARequestThatBeginsAnewThePresentToken() {
    HttpRequest request = get(SITES);
    bench.publish("access");
    assertThat(bench.begin(request)).isNull();
    assertThat(bench.authorization(request)).isEqualTo("Bearer access");
    bench.publish("next");
    assertThat(bench.begin(request)).isNull();
    assertThat(bench.authorization(request)).isEqualTo("Bearer next");
  }

  @Test
  void holdsARequestNoLongerThanItsTimeOut() {
    HttpRequest request = HttpRequest.newBuilder(SITES).timeout(Duration.ofMillis(20)).build();
    CompletableFuture<?> held = bench.begin(request);
    assertThat(held).succeedsWithin(Duration.ofSeconds(10));
    assertThatThrownBy(() -> bench.begin(request).get())
        .hasCauseInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("request timed out");
  }

  @Test
  void takesTheProgramsAuthorizationAwayWhereItsOwnWasAdded() {
    bench.publish("access");
    HttpHeaders user =
        HttpHeaders.of(
            Map.of("authorization", List.of("Basic own"), "Accept", List.of("*/*")),
            (n, v) -> true);
    assertThat(
            bench.authorizer.userHeaders(user, Map.of("Authorization", List.of("Bearer access"))))
        .isEqualTo(HttpHeaders.of(Map.of("Accept", List.of("*/*")), (n, v) -> true));
    assertThat(bench.authorizer.userHeaders(user, Map.of("Authorization", List.of("Bearer other"))))
        .isSameAs(user);
    assertThat(bench.authorizer.userHeaders(user, Map.of())).isSameAs(user);
  }

  @Test
  void leavesARequestWithItsOwnAuthorizationAloneWhereTheSettingSaysSo() {
    HttpClientAuthorizer keeping = bench.authorizer("central.own.authorization=keep");
    bench.publish("access");
    HttpRequest request =
        HttpRequest.newBuilder(SITES).header("authorization", "Basic own").build();
    assertThat(keeping.begin(bench.exchange, request, DIRECT, bench.again())).isNull();
    assertThat(keeping.authorization(SITES, "GET", request)).isNull();
  }

  @Test
  void putsTheTokenInPlaceOfOneInTheQuery() {
    HttpClientAuthorizer replacing = bench.authorizer("central.query.token=replace");
    bench.publish("access");
    URI uri = SITES.resolve("?access_token=old&limit=1");
    HttpRequest request = get(uri);
    replacing.begin(bench.exchange, request, DIRECT, bench.again());
    assertThat(replacing.requestTarget("/x?access_token=old&limit=1", request))
        .isEqualTo("/x?access_token=access&limit=1");
    Map<String, List<String>> pseudo =
        Map.of(":path", List.of("/x?access_token=old"), ":method", List.of("GET"));
    assertThat(replacing.requestTarget(HttpHeaders.of(pseudo, (n, v) -> true), request))
        .isEqualTo(
            HttpHeaders.of(
                Map.of(":path", List.of("/x?access_token=access"), ":method", List.of("GET")),
                (n, v) -> true));
  }
}
