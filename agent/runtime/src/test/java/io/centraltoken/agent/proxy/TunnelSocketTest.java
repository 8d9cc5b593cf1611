package io.centraltoken.agent.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies answer to CONNECT, and what they should not. */
@Timeout(30)
class TunnelSocketTest {
  private static final int MILLIS = 1000;
  private static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ServerSocket proxy;
  private volatile String request;

  TunnelSocketTest() throws IOException {
    proxy = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OPEN,
        "HTTP/1.0 200 OK\n\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\n" + OPEN
      })
  void leavesWhatComesBehindTheHead(String head) throws Exception {
    answer(head + "TLS", false);
    try (Socket tunnel = connect()) {
      byte[] behind = new byte[3];
      int length = tunnel.getInputStream().read(behind);
      assertThat(new String(behind, 0, length, StandardCharsets.US_ASCII)).isEqualTo("TLS");
      assertThat(tunnel.getSoTimeout()).as("of who goes on").isZero();
    }
    assertThat(request)
        .isEqualTo(
            """
            CONNECT gateway.example:443 HTTP/1.1\r
            Host: gateway.example:443\r
            User-Agent: central-token-agent\r
            \r
            """);
  }

  @Test
  void tellsTheStatusAndTheChallengesOfARejection() {
    answer(
        """
        HTTP/1.1 407 No\r
        proxy-authenticate: Basic realm="a"\r
        Proxy-Authenticate:NTLM\r
        \r
        """,
        false);
    assertThatThrownBy(this::connect)
        .isInstanceOfSatisfying(
            ProxyRefusalException.class,
            rejection -> {
              assertThat(rejection.status()).isEqualTo(407);
              assertThat(rejection.challenges()).containsExactly("Basic realm=\"a\"", "NTLM");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 many OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "\r\n"
      })
  void failsWhereNoProxyAnswers(String head) {
    answer(head, false);
    assertThatThrownBy(this::connect)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ProxyRefusalException.class);
  }

  /** Each byte in time, and the whole never. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 100 Continue\r\n\r\n"})
  void givesUpInTimeWhereTheResponseNeverEnds(String begin) {
    answer(begin, true);
    long began = System.nanoTime();
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(10 * MILLIS);
  }

  private Socket connect() throws IOException {
    InetSocketAddress address =
        InetSocketAddress.createUnresolved("127.0.0.1", proxy.getLocalPort());
    TunnelSocket tunnel = new TunnelSocket(address, "gateway.example:443", null);
    tunnel.connect(InetSocketAddress.createUnresolved("gateway.example", 443), MILLIS);
    return tunnel;
  }

  /**
   * @param again whether it is repeated until the client has gone
   */
  private void answer(String text, boolean again) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = proxy.accept()) {
                byte[] head = new byte[8192];
                int length = client.getInputStream().read(head);
                request = new String(head, 0, length, StandardCharsets.US_ASCII);
                do {
                  client.getOutputStream().write(bytes);
                } while (again);
              } catch (IOException gone) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
