package io.centraltoken.demo.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The client that programs of 2005 use. */
final class UrlConnectionCalls implements Calls {
  @Override
  public int get(String url, String authorization) throws IOException {
    return read(open(url, authorization));
  }

  @Override
  public int post(String url, String authorization, String json) throws IOException {
    HttpURLConnection connection = open(url, authorization);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return read(connection);
  }

  private static HttpURLConnection open(String url, String authorization) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    if (authorization != null) {
      connection.setRequestProperty("authorization", authorization);
    }
    return connection;
  }

  private static int read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] buffer = new byte[4096];
      int read = body == null ? -1 : body.read(buffer);
      while (read >= 0) {
        read = body.read(buffer);
      }
    }
    return status;
  }

  @Override
  public String name() {
    return "HttpURLConnection";
  }
}
