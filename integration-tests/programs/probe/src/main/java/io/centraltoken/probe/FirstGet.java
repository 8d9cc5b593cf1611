package io.centraltoken.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/**
 * One GET by HttpURLConnection, and nothing else: {@code FirstGet URL [AUTHORIZATION]}. Ends with 1
 * if the response has another status than 200.
 */
public final class FirstGet {
  private FirstGet() {}

  public static void main(String[] arguments) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(arguments[0]).openConnection();
    if (arguments.length > 1) {
      connection.setRequestProperty("Authorization", arguments[1]);
    }
    int status = connection.getResponseCode();
    if (status == 200) {
      try (InputStream body = connection.getInputStream()) {
        while (body.read() >= 0) {
          // to its end
        }
      }
    }
    System.out.println(status);
    System.exit(status == 200 ? 0 : 1);
  }
}
