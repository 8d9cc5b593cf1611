package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server sees of a token request, on a socket that a test can break. */
@Timeout(30)
class UrlConnectionTransportTest {
  private final TokenTransport transport =
      new UrlConnectionTransport(Duration.ofSeconds(5), Duration.ofSeconds(5));
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private volatile String answer;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "token endpoint");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void postsTheParametersInTheQueryAndNoBody() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    TokenTransport.Reply reply = transport.post(uri());
    assertThat(reply.status).isEqualTo(200);
    assertThat(reply.body).asString(StandardCharsets.UTF_8).isEqualTo("{}");
    assertThat(heads)
        .singleElement()
        .asString()
        .startsWith("POST /oauth2/token?refresh_token=MARKER HTTP/1.1\n")
        .contains("Content-Type: application/json\n", "Content-Length: 0\n");
  }

  @Test
  void givesTheBodyOfARefusal() throws Exception {
    answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}";
    TokenTransport.Reply reply = transport.post(uri());
    assertThat(reply.status).isEqualTo(400);
    assertThat(reply.body).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":\"b\"}");
  }

  /** The JDK's client repeats a POST by itself when the connection breaks before the reply. */
  @Test
  void sendsARefreshTokenOnceWhenTheReplyIsLost() {
    answer = "";
    assertThatThrownBy(() -> transport.post(uri()))
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
    assertThat(transport.post(uri()).status).isEqualTo(307);
    assertThat(heads).hasSize(1);
  }

  @Test
  void knowsThatARefusedConnectionLeavesTheRefreshTokenIntact() throws Exception {
    URI uri;
    try (ServerSocket nobodyAccepts = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      uri = URI.create("http://127.0.0.1:" + nobodyAccepts.getLocalPort() + "/oauth2/token");
    }
    assertThatThrownBy(() -> transport.post(uri))
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.PRE_SEND))
        .hasMessage("the token endpoint at 127.0.0.1 cannot be reached: ConnectException");
  }

  private URI uri() {
    return URI.create(
        "http://127.0.0.1:" + server.getLocalPort() + "/oauth2/token?refresh_token=MARKER");
  }

  private void serve() {
    while (true) {
      try (Socket socket = server.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          head.append(line).append('\n');
        }
        heads.add(head.toString());
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
  }
}
