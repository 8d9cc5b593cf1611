package io.centraltoken.agent.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.proxy.OwnProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The transport, and a token endpoint on a socket that a test can break. */
abstract class TransportBench {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static volatile boolean maySend;
  private static final AtomicInteger ASKED = new AtomicInteger();

  final TokenTransport transport = withThreads(Thread::new, TransportBench::mayBeSent);

  final List<String> heads = new CopyOnWriteArrayList<>();
  ServerSocket server;

  /** Null: the server says nothing. */
  volatile String answer;

  /** Between two bytes of the answer. */
  volatile long pauseMillis;

  @BeforeEach
  void start() throws IOException {
    ASKED.set(0);
    maySend = true;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "token endpoint");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  final void forbidToSend() {
    maySend = false;
  }

  /** How often a transport has asked whether it may send. */
  final int asked() {
    return ASKED.get();
  }

  static TokenTransport withThreads(ThreadFactory threads, BooleanSupplier maySend) {
    return new UrlConnectionTransport(
        PATIENCE, PATIENCE, OwnProxy.ofJvm(null), null, threads, maySend);
  }

  final void assertFailsAs(FailureClass expected, URI uri) {
    assertThatThrownBy(() -> post(uri))
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(expected));
  }

  final TokenTransport.Response post(URI uri) throws TokenExchangeException {
    return transport.post(uri, Map.of("Content-Type", "application/json"), new byte[0]);
  }

  final URI uri() {
    return URI.create(
        "http://127.0.0.1:" + server.getLocalPort() + "/oauth2/token?refresh_token=MARKER");
  }

  private static boolean mayBeSent() {
    ASKED.incrementAndGet();
    return maySend;
  }

  private void serve() {
    int closes = 0;
    while (!server.isClosed() && closes < 100) {
      try (Socket socket = server.accept()) {
        serve(socket);
      } catch (IOException closed) {
        closes++; // by the client, which is what some tests are about, or by the end of the test
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    StringBuilder head = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      head.append(line).append('\n');
    }
    if (head.length() > 0) {
      heads.add(head.toString());
    }
    if (answer == null) {
      in.read();
    } else if (pauseMillis == 0) {
      socket.getOutputStream().write(answer.getBytes(US_ASCII));
    } else {
      for (byte octet : answer.getBytes(US_ASCII)) {
        socket.getOutputStream().write(octet);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
      }
    }
  }
}
