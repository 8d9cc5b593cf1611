package io.centraltoken.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What an application server may put in the place of the JDK's: HTTP of its own behind the public
 * methods, and redirects that keep every header.
 */
final class VendorConnection extends HttpURLConnection {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String head;

  VendorConnection(URL url) {
    super(url);
  }

  /** {@code METHOD-FIRST URL...}, one call each; says the status. */
  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      int end = argument.indexOf('@');
      String first = argument.substring(0, end);
      HttpURLConnection connection = new VendorConnection(new URL(argument.substring(end + 1)));
      if (first.equals("connect")) {
        connection.connect();
      } else if (first.equals("output")) {
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.getOutputStream().write(new byte[100]);
      } else {
        connection.getInputStream();
      }
      System.out.println("STATUS " + first + " " + connection.getResponseCode());
    }
    System.exit(0);
  }

  @Override
  public void connect() {
    connected = true; // it sends when it must
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (head == null) {
      head = send(url, fields());
      String location = location();
      if (location != null && instanceFollowRedirects) {
        head = send(new URL(location), fields());
      }
    }
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public int getResponseCode() throws IOException {
    getInputStream();
    return Integer.parseInt(head.substring(9, 12));
  }

  @Override
  public void disconnect() {
    connected = false;
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  private String fields() {
    boolean wasConnected = connected;
    connected = false; // or it would not say
    StringBuilder fields = new StringBuilder();
    for (Map.Entry<String, List<String>> field : getRequestProperties().entrySet()) {
      fields.append(field.getKey()).append(": ").append(field.getValue().get(0)).append("\r\n");
    }
    connected = wasConnected;
    return fields.toString();
  }

  private String location() {
    for (String line : head.split("\r\n")) {
      if (line.startsWith("Location: ")) {
        return line.substring(10);
      }
    }
    return null;
  }

  private String send(URL to, String fields) throws IOException {
    String request =
        String.format(
            "%s %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n",
            method, to.getFile(), to.getHost(), to.getPort(), body.size(), fields);
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      body.writeTo(out);
      out.flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      InputStream in = socket.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        answer.write(buffer, 0, read);
      }
      return answer.toString("ISO-8859-1").split("\r\n\r\n")[0];
    }
  }
}
