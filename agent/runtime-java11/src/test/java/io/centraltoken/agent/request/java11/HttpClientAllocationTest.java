package io.centraltoken.agent.request.java11;

import static io.centraltoken.agent.request.java11.HttpClientBench.DIRECT;
import static io.centraltoken.agent.request.java11.HttpClientBench.ELSEWHERE;
import static io.centraltoken.agent.request.java11.HttpClientBench.SITES;
import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.request.AllocatedBytes;
import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What the agent allocates for a request by java.net.http, in the order in which the JDK asks. On
 * JDK 17 it was 152 bytes with both compilers and 336 with the first one or none, 456 with
 * references of 8 bytes. Which of them a JVM reaches is its own business, so the bound is above
 * all.
 */
class HttpClientAllocationTest {
  private static final long GATEWAY_BYTES = 480;

  private final HttpClientBench bench = new HttpClientBench();
  private final MethodHandle again = bench.again();
  private final MethodHandle[] readers = HttpClientBench.readers();
  private final CompletableFuture<Response> answer =
      CompletableFuture.completedFuture(new Response(HttpClientBench.get(SITES), 200, ""));

  @Test
  void allocatesNothingForAnotherOrigin() {
    bench.publish("access");
    HttpRequest toGateway = HttpClientBench.get(SITES);
    assertThat(bench.begin(toGateway)).isNull();
    assertThat(bench.authorization(toGateway)).as("one is known").isNotNull();
    HttpRequest elsewhere = HttpClientBench.get(ELSEWHERE);
    assertThat(AllocatedBytes.perOperation(() -> ask(elsewhere), 0)).isZero();
  }

  @Test
  void allocatesTheRecordOfARequestToTheGatewayAndItsFutures() {
    bench.publish("access");
    long own = AllocatedBytes.perOperation(() -> HttpClientBench.get(SITES), 0);
    long all = AllocatedBytes.perOperation(() -> ask(HttpClientBench.get(SITES)), own);
    assertThat(all - own).isLessThanOrEqualTo(GATEWAY_BYTES);
  }

  private void ask(HttpRequest request) {
    URI uri = request.uri();
    bench.authorizer.begin(bench.exchange, request, DIRECT, again);
    bench.authorizer.authorization(uri, "GET", request);
    bench.authorizer.response(answer, bench.exchange, request, readers);
    bench.authorizer.sendsAgain(bench.exchange);
  }
}
