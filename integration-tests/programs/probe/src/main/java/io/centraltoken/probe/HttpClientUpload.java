package io.centraltoken.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Uploads a stream that can be read once by HTTP/2, and says what came of it. Arguments: the URL,
 * and for each upload how many bytes.
 */
public final class HttpClientUpload {
  private HttpClientUpload() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    for (int i = 1; i < arguments.length; i++) {
      InputStream once = new ByteArrayInputStream(new byte[Integer.parseInt(arguments[i])]);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(arguments[0]))
              .timeout(Duration.ofSeconds(20))
              .POST(HttpRequest.BodyPublishers.ofInputStream(() -> once))
              .build();
      System.out.println(arguments[i] + " bytes: " + outcome(client, request));
    }
    System.exit(0);
  }

  private static String outcome(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return String.valueOf(client.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException failure) {
      return failure.toString();
    }
  }
}
