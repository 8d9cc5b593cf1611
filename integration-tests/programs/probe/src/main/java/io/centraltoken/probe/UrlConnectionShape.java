package io.centraltoken.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** What programs do with HttpURLConnection: how the body goes out, and what they ask for first. */
final class UrlConnectionShape implements Shape {
  private final String method;
  private final String body;
  private final String first;
  private final int length;

  UrlConnectionShape(String method, String body, String first, int length) {
    this.method = method;
    this.body = body;
    this.first = first;
    this.length = length;
  }

  static List<Shape> all() {
    List<Shape> all = new ArrayList<>();
    for (String first : new String[] {"connect", "input", "status", "field"}) {
      for (String method : new String[] {"GET", "HEAD", "DELETE"}) {
        all.add(new UrlConnectionShape(method, "none", first, 0));
      }
    }
    for (String first : new String[] {"connect", "output", "status", "field"}) {
      for (String method : new String[] {"PUT", "POST"}) {
        for (String body : new String[] {"buffered", "fixed", "fixed-long", "chunked"}) {
          all.add(new UrlConnectionShape(method, body, first, 3000));
        }
      }
    }
    return all;
  }

  @Override
  public String name() {
    return "url/" + method + "/" + body + "/" + first + "-first";
  }

  @Override
  public int call(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(60_000);
    connection.setRequestMethod(method);
    if (!body.equals("none")) {
      connection.setDoOutput(true);
      stream(connection);
    }
    if (first.equals("connect")) {
      connection.connect();
    }
    if (!body.equals("none")) {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(new byte[length]);
      }
    }
    return answer(connection);
  }

  private void stream(HttpURLConnection connection) {
    if (body.equals("chunked")) {
      connection.setChunkedStreamingMode(1024);
    } else if (body.equals("fixed")) {
      connection.setFixedLengthStreamingMode(length);
    } else if (body.equals("fixed-long")) {
      connection.setFixedLengthStreamingMode((long) length);
    }
  }

  private int answer(HttpURLConnection connection) throws IOException {
    if (first.equals("input")) {
      try {
        connection.getInputStream();
      } catch (IOException rejected) {
        connection.getResponseCode(); // where nothing answered, this says so
      }
    } else if (first.equals("field")) {
      connection.getHeaderField("Content-Type");
    }
    int status = connection.getResponseCode();
    if (first.equals("input")) {
      connection.disconnect();
    } else {
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        drain(in);
      }
    }
    if (showsAuthorization(connection)) {
      throw new IOException("the connection shows what it was authorised with");
    }
    return status;
  }

  /** Of a connection in use the JDK shows single fields only; of one that is given up, all. */
  private boolean showsAuthorization(HttpURLConnection connection) {
    boolean all = first.equals("input");
    return connection.getRequestProperty("authorization") != null
        || (all && connection.getRequestProperties().toString().contains("Bearer"));
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    int read = in == null ? -1 : in.read(buffer);
    while (read >= 0) {
      read = in.read(buffer);
    }
  }
}
