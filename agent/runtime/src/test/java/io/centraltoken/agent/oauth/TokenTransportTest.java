package io.centraltoken.agent.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server sees of a token request, on a socket that a test can break. */
@Timeout(30)
class TokenTransportTest extends TransportBench {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  @Test
  void postsTheParametersInTheQueryAndNoBody() throws Exception {
    answer = OK;
    TokenTransport.Response reply = post(uri());
    assertThat(reply.status).isEqualTo(200);
    assertThat(reply.body).asString(StandardCharsets.UTF_8).isEqualTo("{}");
    assertThat(heads)
        .singleElement()
        .asString()
        .startsWith("POST /oauth2/token?refresh_token=MARKER HTTP/1.1\n")
        .contains("Content-Type: application/json\n", "Content-Length: 0\n");
  }

  @Test
  void givesTheBodyOfARejection() throws Exception {
    answer =
        "HTTP/1.1 400 Bad Request\r\nretry-after: 7\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}";
    TokenTransport.Response reply = post(uri());
    assertThat(reply.status).isEqualTo(400);
    assertThat(reply.retryAfter).isEqualTo("7");
    assertThat(reply.cookies).containsExactlyInAnyOrder("a=1", "b=2");
    assertThat(reply.body).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":\"b\"}");
  }

  /** The JDK's client repeats a POST by itself when the connection breaks before the reply. */
  @Test
  void sendsARefreshTokenOnceWhenTheReplyIsLost() {
    answer = "";
    assertThatThrownBy(() -> post(uri()))
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.AMBIGUOUS))
        .hasMessageNotContaining("MARKER")
        .hasNoCause();
    assertThat(heads).hasSize(1);
  }

  @Test
  void followsNoRedirect() throws Exception {
    answer = "HTTP/1.1 307 Elsewhere\r\nLocation: " + uri() + "\r\nContent-Length: 0\r\n\r\n";
    assertThat(post(uri()).status).isEqualTo(307);
    assertThat(heads).hasSize(1);
  }

  @Test
  void knowsThatARefusedConnectionLeavesTheRefreshTokenIntact() throws Exception {
    URI uri;
    try (ServerSocket nobodyAccepts = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      uri = URI.create("http://127.0.0.1:" + nobodyAccepts.getLocalPort() + "/oauth2/token");
    }
    assertThatThrownBy(() -> post(uri))
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.PRE_SEND))
        .hasMessage(
            "the token endpoint at 127.0.0.1 cannot be reached (ConnectException); look at its name, the firewall, and whether it needs central.proxy");
  }

  @Test
  void sendsParametersInTheBodyToo() throws Exception {
    answer = OK;
    transport.post(
        uri(),
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Cookie", "session=1"),
        "a=b".getBytes(US_ASCII));
    assertThat(heads)
        .singleElement()
        .asString()
        .contains(
            "Content-Type: application/x-www-form-urlencoded\n",
            "Content-Length: 3\n",
            "Cookie: session=1\n");
  }

  @Test
  void givesUpWhenTheServerIsSilent() {
    answer = null;
    assertThatThrownBy(() -> post(uri()))
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.AMBIGUOUS))
        .hasMessageStartingWith("the response of the token endpoint did not arrive (");
  }

  @Test
  void cutsAReplyThatDoesNotEnd() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(200_000);
    assertThat(post(uri()).body).hasSizeBetween(64 * 1024, 65 * 1024);
  }

  @Test
  void showsTheProxySelectorOfTheApplicationTheOriginOnly() throws Exception {
    answer = OK;
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
            asked.add(uri);
          }
        });
    try {
      post(uri());
    } finally {
      ProxySelector.setDefault(before);
    }
    assertThat(asked).containsOnly(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
  }
}
