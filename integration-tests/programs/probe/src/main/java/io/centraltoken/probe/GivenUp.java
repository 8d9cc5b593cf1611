package io.centraltoken.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * A POST with HttpURLConnection, and a GET after it; prints what came of each. Arguments: the
 * gateway's URL; how the body goes out ({@code buffered}, {@code chunked}, {@code fixed} or {@code
 * expects}: chunked, and asked for first); and, where there is one, a URL whose answer makes
 * another thread disconnect the POST.
 */
public final class GivenUp {
  private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

  private GivenUp() {}

  public static void main(String[] arguments) throws Exception {
    HttpURLConnection post = open(arguments[0] + "/post");
    Thread watchdog = new Thread(() -> disconnectAfter(arguments[2], post), "watchdog");
    if (arguments.length > 2) {
      watchdog.start();
    }
    System.out.println("POST " + outcome(() -> post(post, arguments[1])));
    watchdog.join();
    System.out.println("GET " + outcome(() -> open(arguments[0] + "/after").getResponseCode()));
    System.exit(0);
  }

  private static HttpURLConnection open(String url) throws IOException {
    return (HttpURLConnection) new URL(url).openConnection();
  }

  private static int post(HttpURLConnection connection, String streaming) throws IOException {
    connection.setDoOutput(true);
    if (streaming.equals("fixed")) {
      connection.setFixedLengthStreamingMode(BODY.length);
    } else if (!streaming.equals("buffered")) {
      connection.setChunkedStreamingMode(0);
    }
    if (streaming.equals("expects")) {
      connection.setRequestProperty("Expect", "100-continue");
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(BODY);
    }
    return connection.getResponseCode();
  }

  private static void disconnectAfter(String url, HttpURLConnection post) {
    try (InputStream answered = open(url).getInputStream()) {
      answered.read();
      post.disconnect();
    } catch (IOException failure) {
      System.out.println("watchdog " + failure);
    }
  }

  private static String outcome(Request request) {
    try {
      return String.valueOf(request.send());
    } catch (IOException | RuntimeException failure) {
      return failure.getClass().getName();
    }
  }

  private interface Request {
    int send() throws IOException;
  }
}
