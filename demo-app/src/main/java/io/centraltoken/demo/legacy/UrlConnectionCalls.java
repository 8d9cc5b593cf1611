package io.centraltoken.demo.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** The client that programs of 2005 use. */
final class UrlConnectionCalls implements Calls {
  @Override
  public int get(String url, String authorization) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    if (authorization != null) {
      connection.setRequestProperty("authorization", authorization);
    }
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
