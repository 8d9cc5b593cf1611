package io.centraltoken.it.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Writes answers by HTTP/1.1. */
final class RawAnswer {
  private static final int SILENCE_MILLIS = 100;

  private final OutputStream out;
  private boolean withoutBody;
  private boolean closes;

  RawAnswer(Socket socket) throws IOException {
    this.out = socket.getOutputStream();
  }

  /** To a HEAD. */
  void withoutBody(boolean isHead) {
    withoutBody = isHead;
  }

  /**
   * Says that the connection is closed, if this is for a request that may send its body or keep it.
   */
  boolean closesAfter(RawRequest request) {
    closes = request.expectsContinue();
    return closes;
  }

  void text(int status, String body) throws IOException {
    write(status, "Content-Type: text/plain", body);
  }

  void json(int status, String body) throws IOException {
    write(status, "Content-Type: application/json", body);
  }

  void redirect(int status, String location) throws IOException {
    write(status, "Location: " + location, "moved");
  }

  /** As Kong does. */
  void reject() throws IOException {
    write(
        401,
        "WWW-Authenticate: Bearer realm=\"service\" error=\"invalid_token\" error_description=\"The access token is invalid or has expired\"",
        "{\"error\":\"invalid_token\"}");
  }

  /** For want of a right, not of a token. */
  void deny() throws IOException {
    write(401, "WWW-Authenticate: Bearer realm=\"service\"", "no");
  }

  /** As a proxy. */
  void askForPassword() throws IOException {
    write(407, "Proxy-Authenticate: Basic realm=\"proxy\"", "no");
  }

  void proceed() throws IOException {
    send("HTTP/1.1 100 Continue\r\n\r\n");
  }

  void proceedTo(int status, String body) throws IOException {
    proceed();
    text(status, body);
  }

  void empty(int status) throws IOException {
    send("HTTP/1.1 " + status + " Empty\r\n\r\n");
  }

  void chunked(String body) throws IOException {
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    send(withoutBody ? head : head + chunk);
  }

  /** Twice as much was promised. */
  void cut(String body) throws IOException {
    send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() * 2 + "\r\n\r\n" + body);
  }

  /** As servers do: at once, the client might meet a reset before it has read the answer. */
  static void closeInTwoSteps(Socket socket, InputStream in) throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout(SILENCE_MILLIS);
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException silence) {
      return;
    }
  }

  private void write(int status, String field, String body) throws IOException {
    String fields = field + "\r\nContent-Length: " + body.length();
    String more = closes ? "\r\nConnection: close" : "";
    String head = "HTTP/1.1 " + status + " Status\r\n" + fields + more + "\r\n\r\n";
    send(withoutBody ? head : head + body);
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
