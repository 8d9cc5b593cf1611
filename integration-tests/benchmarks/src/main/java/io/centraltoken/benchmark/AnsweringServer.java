package io.centraltoken.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers each GET on loopback at once and allocates nothing while it does, so that what a JVM
 * allocates in a request is the client's.
 */
public final class AnsweringServer implements AutoCloseable {
  static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listening;

  AnsweringServer(int port) throws IOException {
    listening = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /**
   * A server of its own, until its standard input ends.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws IOException {
    try (AnsweringServer server = new AnsweringServer(Integer.parseInt(arguments[0]))) {
      System.out.println("listening at " + server.listening.getLocalPort());
      while (System.in.read() >= 0) {
        // until the end
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        client.setTcpNoDelay(true);
        start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Until the client closes. A head ends with an empty line, and a GET has no body. */
  private static void answer(Socket client) {
    byte[] head = new byte[8192];
    try (client) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      int end = 0;
      for (int count = in.read(head); count > 0; count = in.read(head, end, head.length - end)) {
        end += count;
        if (head[end - 2] == '\r' && head[end - 3] == '\n') {
          out.write(RESPONSE);
          end = 0;
        }
      }
    } catch (IOException broken) {
      // the client has gone
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
