package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers, proxies and systems that do not do what they should. */
@Timeout(30)
class TokenTransportFaultsTest extends TransportBench {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** Each byte comes well within the read time-out; the whole call has a deadline all the same. */
  @Test
  void givesUpWhenTheResponseDrips() {
    answer = "HTTP/1.1 200 OK\r\n" + "X-Drip: 1\r\n".repeat(100);
    pauseMillis = 500;
    long began = System.nanoTime();
    assertFailsAs(FailureClass.AMBIGUOUS, uri());
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(PATIENCE.multipliedBy(2).plusSeconds(3));
  }

  @Test
  void givesWhatCameOfABodyBeforeItBrokeOff() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n{\"refresh_token\":\"r\",\"acc";
    assertThat(post(uri()).body)
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"refresh_token\":\"r\",\"acc");
  }

  /** HttpURLConnection gives nothing of the body of a 401 in its streaming mode. */
  @ParameterizedTest
  @ValueSource(ints = {401, 407})
  void tellsTheStatusOfARejectedClientAndOfARejectedProxyUser(int status) throws Exception {
    answer = "HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\n{}";
    assertThat(post(uri()).status).isEqualTo(status);
  }

  @Test
  void sendsNothingWhenItMayNotAnyMore() {
    forbidToSend();
    answer = OK;
    assertFailsAs(FailureClass.PRE_SEND, uri());
    assertThat(heads).isEmpty();
  }

  @Test
  void isAskedWhetherItMaySendOnceTheConnectionIsThere() throws Exception {
    answer = OK;
    post(uri());
    assertThat(asked()).isOne();
    int port = server.getLocalPort();
    server.close();
    assertFailsAs(FailureClass.PRE_SEND, URI.create("http://127.0.0.1:" + port + "/oauth2/token"));
    assertThat(asked()).as("not connected").isOne();
  }

  /** TLS that breaks off in the handshake: nothing of the request was sent yet. */
  @Test
  void knowsThatABrokenHandshakeLeavesTheRefreshTokenIntact() {
    answer = "no TLS here";
    assertFailsAs(
        FailureClass.PRE_SEND,
        URI.create("https://127.0.0.1:" + server.getLocalPort() + "/oauth2/token"));
  }

  @Test
  void saysThatNoThreadCanBeStartedBeforeAnythingIsSent() {
    TokenTransport limited =
        withThreads(
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            () -> true);
    assertThatThrownBy(() -> limited.post(uri(), Map.of(), new byte[0]))
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.PRE_SEND))
        .hasMessageStartingWith("no thread can be started for a token request; raise");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    List<Thread> started = new CopyOnWriteArrayList<>();
    TokenTransport counted =
        withThreads(
            work -> {
              Thread thread = new Thread(work);
              started.add(thread);
              return thread;
            },
            () -> true);
    answer = OK;
    for (int call = 0; call < 3; call++) {
      counted.post(uri(), Map.of(), new byte[0]);
    }
    assertThat(started).isNotEmpty();
    for (Thread thread : started) {
      thread.join();
    }
  }
}
