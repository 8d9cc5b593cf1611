package io.centraltoken.demo.legacy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;

/**
 * The client that came with Java 11; every second call is asynchronous. Found by name, because Java
 * 8 cannot load it.
 */
final class HttpClientCalls implements Calls {
  private final HttpClient client;
  private boolean asynchronous;

  HttpClientCalls(String version) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.valueOf(version))
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
  }

  @Override
  public int get(String url, String authorization) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)), authorization);
  }

  @Override
  public int post(String url, String authorization, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        authorization);
  }

  private int send(HttpRequest.Builder builder, String authorization)
      throws IOException, InterruptedException {
    HttpRequest request =
        (authorization == null ? builder : builder.header("authorization", authorization)).build();
    asynchronous = !asynchronous;
    if (!asynchronous) {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
    try {
      return client
          .sendAsync(request, BodyHandlers.ofString())
          .thenApply(HttpResponse::statusCode)
          .get();
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  @Override
  public String name() {
    return client.version() == HttpClient.Version.HTTP_2
        ? "HttpClient, HTTP/2"
        : "HttpClient, HTTP/1.1";
  }
}
