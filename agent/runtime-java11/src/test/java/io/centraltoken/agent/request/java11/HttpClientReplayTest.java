package io.centraltoken.agent.request.java11;

import static io.centraltoken.agent.request.java11.HttpClientBench.DIRECT;
import static io.centraltoken.agent.request.java11.HttpClientBench.ELSEWHERE;
import static io.centraltoken.agent.request.java11.HttpClientBench.INVALID;
import static io.centraltoken.agent.request.java11.HttpClientBench.SITES;
import static io.centraltoken.agent.request.java11.HttpClientBench.get;
import static io.centraltoken.agent.request.java11.HttpClientBench.readers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a rejected request: the JDK's questions in their order. */
class HttpClientReplayTest {
  private final HttpClientBench bench = new HttpClientBench();

  @Test
  void sendsARejectedRequestOnceMoreAndHidesTheRejection() throws Exception {
    bench.publish("access");
    HttpRequest request = get(SITES);
    bench.send(request);
    bench.publish("next");
    Response rejection = new Response(request, 401, INVALID);
    assertThat(bench.answered(request, rejection).get(10, TimeUnit.SECONDS)).isSameAs(rejection);
    assertThat(bench.isOnTheWire()).as("on the wire").isFalse();
    assertThat(bench.authorizer.sendsAgain(bench.exchange)).isTrue();
    assertThat(bench.authorizer.sendsAgain(bench.exchange)).as("once").isFalse();
    assertThat(bench.authorizer.shown(Optional.of(rejection), "owner")).isEqualTo(Optional.empty());
    assertThat(bench.events()).containsExactly("injected", "replayed");

    HttpRequest again = get(SITES);
    bench.send(again);
    Response second = new Response(again, 401, INVALID);
    assertThat(bench.answered(again, second)).isCompletedWithValue(second);
    assertThat(bench.authorizer.sendsAgain(bench.exchange)).as("the same hop").isFalse();
    assertThat(bench.authorizer.shown(Optional.of(second), "owner")).isEqualTo(Optional.of(second));
  }

  /** Two refreshes may meet one call; each hop of it is a request of its own. */
  @Test
  void sendsEachHopOfARedirectOnceMore() throws Exception {
    for (URI uri : List.of(SITES, SITES.resolve("/next"))) {
      bench.publish("access");
      HttpRequest request = get(uri);
      bench.send(request);
      bench.publish("next");
      bench.answered(request, new Response(request, 401, INVALID)).get(10, TimeUnit.SECONDS);
      assertThat(bench.authorizer.sendsAgain(bench.exchange)).as(uri.toString()).isTrue();
    }
  }

  @Test
  void readsTheQuotaOfOneResponseASecond() throws Exception {
    bench.publish("access");
    for (int i = 0; i < 2; i++) {
      HttpRequest request = get(SITES);
      bench.send(request);
      Response response =
          new Response(request, 200, Response.field("x-ratelimit-remaining-second", "6"));
      bench.answered(request, response).get(10, TimeUnit.SECONDS);
    }
    assertThat(bench.events()).containsExactly("injected", "quota 6 of a second", "injected");
  }

  @Test
  void holdsTheRejectionBackUntilThereIsAnotherToken() throws Exception {
    bench.publish("access");
    HttpRequest request = get(SITES);
    bench.send(request);
    Response rejection = new Response(request, 401, INVALID);
    CompletableFuture<Object> answer = bench.answered(request, rejection);
    assertThat(answer).isNotCompleted();
    bench.recovery.giveUp();
    assertThat(answer.get(10, TimeUnit.SECONDS)).isSameAs(rejection);
    assertThat(bench.authorizer.sendsAgain(bench.exchange)).as("there was none").isFalse();
    assertThat(bench.authorizer.shown(Optional.of(rejection), "owner"))
        .isEqualTo(Optional.of(rejection));
  }

  @Test
  void endsARejectedRequestAtItsTimeOutAsTheJdkDoes() {
    bench.publish("access");
    HttpRequest request = HttpRequest.newBuilder(SITES).timeout(Duration.ofMillis(300)).build();
    bench.send(request);
    CompletableFuture<Object> answer = bench.answered(request, new Response(request, 401, INVALID));
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(HttpTimeoutException.class)
        .withMessage("request timed out");
    assertThat(bench.authorizer.sendsAgain(bench.exchange)).isFalse();
  }

  /** A permission that is missing is no reason to send anything again. */
  @ParameterizedTest
  @CsvSource({
    "200, Bearer error=\"invalid_token\"",
    "403, Bearer error=\"invalid_token\"",
    "401, Bearer realm=\"service\"",
    "401, Bearer error=\"insufficient_scope\""
  })
  void leavesOtherResponsesToTheProgram(int status, String challenge) {
    bench.publish("access");
    HttpRequest request = get(SITES);
    bench.send(request);
    bench.publish("next");
    Response response = new Response(request, status, challenge);
    assertThat(bench.answered(request, response)).isCompletedWithValue(response);
    assertThat(bench.authorizer.sendsAgain(bench.exchange)).isFalse();
  }

  @Test
  void replaysNothingWhereTheSettingForbidsIt() {
    HttpClientAuthorizer without = bench.authorizer("central.replay=false");
    bench.publish("access");
    HttpRequest request = get(SITES);
    without.begin(bench.exchange, request, DIRECT, bench.again());
    without.authorization(SITES, "GET", request);
    bench.publish("next");
    Response response = new Response(request, 401, INVALID);
    Object answer =
        without.response(
            CompletableFuture.completedFuture(response), bench.exchange, request, readers());
    assertThat((CompletableFuture<?>) answer).isCompleted();
    assertThat(without.sendsAgain(bench.exchange)).isFalse();
  }

  @Test
  void tellsThatABodyCannotBeSentTwice() {
    bench.publish("access");
    HttpRequest request =
        HttpRequest.newBuilder(SITES)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1])))
            .build();
    bench.send(request);
    bench.publish("next");
    Response response = new Response(request, 401, INVALID);
    assertThat(bench.answered(request, response)).isCompletedWithValue(response);
    assertThat(bench.events()).containsExactly("injected", "not replayable");
  }

  @Test
  void letsTheJdkAskNoAuthenticatorAboutATokenOfOurs() {
    bench.publish("access");
    HttpRequest request = get(SITES);
    bench.send(request);
    Map<String, List<String>> fields = Map.of("www-authenticate", List.of(INVALID));
    assertThat(bench.authorizer.isRejected(request, SITES, 401, fields)).isTrue();
    assertThat(bench.authorizer.isRejected(request, SITES, 407, fields)).isFalse();
    assertThat(bench.authorizer.isRejected(get(SITES), SITES, 401, fields)).as("its own").isFalse();
    assertThat(bench.events()).containsExactly("injected");
  }

  @Test
  void tellsWhereAnotherHostAnswersAsTheGatewayDoes() {
    HttpRequest request = get(ELSEWHERE);
    for (String challenge : List.of("Bearer realm=\"other\"", "Bearer realm=\"service\"")) {
      Map<String, List<String>> fields = Map.of("www-authenticate", List.of(challenge));
      assertThat(bench.authorizer.isRejected(request, ELSEWHERE, 200, fields)).isFalse();
      assertThat(bench.authorizer.isRejected(request, ELSEWHERE, 401, fields)).isFalse();
    }
    assertThat(bench.events()).containsExactly("rejected by https://elsewhere.example -1");
  }
}
