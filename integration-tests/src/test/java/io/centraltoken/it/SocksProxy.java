package io.centraltoken.it;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A SOCKS proxy of version 5 (RFC 1928) without authentication, for CONNECT by name or IPv4. */
final class SocksProxy implements AutoCloseable {
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  SocksProxy() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The ports that clients have asked for. */
  List<Integer> asked() {
    return ports;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (Socket closing = client;
        Socket upstream = connect(client)) {
      threads.execute(() -> copy(closing, upstream));
      copy(upstream, closing);
    } catch (IOException gone) {
      return; // one of the two has closed, which is how connections end
    }
  }

  private Socket connect(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    in.readByte();
    in.readFully(new byte[in.readUnsignedByte()]);
    out.write(new byte[] {5, 0});
    in.readFully(new byte[3]);
    byte[] address = new byte[in.readByte() == 1 ? 4 : in.readUnsignedByte()];
    in.readFully(address);
    int port = in.readUnsignedShort();
    ports.add(port);
    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port);
    out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
    return upstream;
  }

  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      return; // see above
    }
  }
}
