package io.centraltoken.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A forward proxy on 127.0.0.1 (RFC 9110, sections 3.7 and 9.3.6) for http and, by CONNECT, for
 * anything; it looks up no name but asks the test where to go. Keeps what it was asked.
 */
final class ForwardProxy implements AutoCloseable {
  private static final String CREDENTIALS = "someone:proxy-password";

  private static final String DENIED =
      String.join(
          "\r\n",
          "HTTP/1.1 407 Proxy Authentication Required",
          "Proxy-Authenticate: Basic realm=\"proxy\"",
          "Content-Length: 0",
          "",
          "");

  private final ServerSocket server;
  private final boolean asksForPassword;
  private final Function<String, URI> route;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param asksForPassword answers 407 to who does not give it (Basic)
   * @param route from the host and port of a request to the server, whose scheme does not count
   */
  ForwardProxy(boolean asksForPassword, Function<String, URI> route) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    this.asksForPassword = asksForPassword;
    this.route = route;
    daemon(this::accept);
  }

  /** A request as the proxy could read it; what is in a tunnel it cannot. */
  record Asked(String method, String target, List<String> authorizations, int status) {}

  /**
   * Options of a JVM with the probe, loopback included, which the JDK leaves out by itself, and the
   * password, which it would give to no tunnel.
   */
  List<String> options() {
    List<String> options = new ArrayList<>();
    for (String scheme : List.of("http", "https")) {
      options.add("-D" + scheme + ".proxyHost=127.0.0.1");
      options.add("-D" + scheme + ".proxyPort=" + server.getLocalPort());
    }
    options.add("-Dhttp.nonProxyHosts=");
    if (asksForPassword) {
      options.add("-Dprobe.proxy.password=" + CREDENTIALS);
      options.add("-Djdk.http.auth.tunneling.disabledSchemes=");
    }
    return options;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : List.copyOf(open)) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      open.add(client);
      daemon(
          () -> {
            try (client) {
              serve(client);
            }
          });
    }
  }

  /** One request each; who wants another connects again. */
  private void serve(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    String head = head(in);
    while (!head.isEmpty() && asksForPassword && !hasPassword(head)) {
      note(head, 407);
      skipBody(head, in);
      client.getOutputStream().write(latin(DENIED));
      head = head(in);
    }
    if (!head.isEmpty()) {
      String[] line = head.split(" ", 3);
      note(head, 200);
      boolean tunnel = line[0].equals("CONNECT");
      URI to = route.apply(tunnel ? line[1] : URI.create(line[1]).getRawAuthority());
      try (Socket server = new Socket(to.getHost(), to.getPort())) {
        open.add(server);
        if (tunnel) {
          client.getOutputStream().write(latin("HTTP/1.1 200 OK\r\n\r\n"));
        } else {
          server.getOutputStream().write(latin(forwarded(head, line[1])));
        }
        daemon(() -> pipe(in, server.getOutputStream()));
        pipe(server.getInputStream(), client.getOutputStream());
      }
    }
  }

  private static String forwarded(String head, String target) {
    URI uri = URI.create(target);
    String origin = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return head.replaceFirst(" \\S+ ", " " + origin.replace("$", "\\$") + " ")
        .replaceAll("(?im)^(Proxy-)?Connection: .*\r\n", "")
        .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
  }

  private static boolean hasPassword(String head) {
    return fields(head, "Proxy-Authorization")
        .contains("Basic " + Base64.getEncoder().encodeToString(latin(CREDENTIALS)));
  }

  /**
   * The programs of these tests send zeros only, so the last chunk is the first one of length 0.
   */
  private static void skipBody(String head, InputStream in) throws IOException {
    if (!fields(head, "Transfer-Encoding").isEmpty()) {
      until("0\r\n\r\n", in);
    } else if (!fields(head, "Content-Length").isEmpty()) {
      in.skipNBytes(Integer.parseInt(fields(head, "Content-Length").get(0)));
    }
  }

  private void note(String head, int status) {
    String[] line = head.split(" ", 3);
    asked.add(new Asked(line[0], line[1], fields(head, "Authorization"), status));
  }

  private static List<String> fields(String head, String name) {
    String begin = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
        .map(line -> line.substring(begin.length()).strip())
        .toList();
  }

  private static String head(InputStream in) throws IOException {
    return until("\r\n\r\n", in);
  }

  /** Empty where the client has gone before. */
  private static String until(String end, InputStream in) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.length() < end.length()
        || !end.contentEquals(read.subSequence(read.length() - end.length(), read.length()))) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      read.append((char) next);
    }
    return read.toString();
  }

  private static void pipe(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                return; // by one of the two sides, which sees it too
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Task {
    void run() throws IOException;
  }
}
