package io.centraltoken.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The same as {@link FirstGet} by java.net.http. */
public final class HttpClientFirstGet {
  private HttpClientFirstGet() {}

  public static void main(String[] arguments) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(arguments[0]));
    if (arguments.length > 1) {
      request.setHeader("Authorization", arguments[1]);
    }
    int status =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
    System.out.println(status);
    System.exit(status == 200 ? 0 : 1);
  }
}
