package io.centraltoken.probe;

import java.io.ByteArrayInputStream;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What programs do with java.net.http. Found by name, because Java 8 cannot load it. */
final class HttpClientShape implements Shape {
  private static final int LENGTH = 3000;

  private final HttpClient client;
  private final String method;
  private final String body;
  private final boolean asynchronous;

  HttpClientShape(HttpClient client, String method, String body, boolean asynchronous) {
    this.client = client;
    this.method = method;
    this.body = body;
    this.asynchronous = asynchronous;
  }

  /** Bodies of unknown length by HTTP/1.1 only: the tests' server breaks HTTP/2 at them. */
  static List<Shape> all() {
    List<Shape> all = new ArrayList<>();
    for (HttpClient.Version version :
        new HttpClient.Version[] {HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2}) {
      HttpClient client = client(version);
      for (boolean asynchronous : new boolean[] {false, true}) {
        for (String method : new String[] {"GET", "HEAD", "DELETE"}) {
          all.add(new HttpClientShape(client, method, "none", asynchronous));
        }
        for (String method : new String[] {"PUT", "POST", "PATCH"}) {
          all.add(new HttpClientShape(client, method, "bytes", asynchronous));
        }
        for (String body : new String[] {"empty", "string", "arrays", "file", "sized"}) {
          all.add(new HttpClientShape(client, "POST", body, asynchronous));
        }
      }
    }
    HttpClient client = client(HttpClient.Version.HTTP_1_1);
    for (boolean asynchronous : new boolean[] {false, true}) {
      for (String body : new String[] {"stream", "publisher"}) {
        all.add(new HttpClientShape(client, "POST", body, asynchronous));
      }
    }
    return all;
  }

  private static HttpClient client(HttpClient.Version version) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(version).followRedirects(HttpClient.Redirect.ALWAYS);
    Authenticator password = ProxyPassword.get();
    return (password == null ? client : client.authenticator(password)).build();
  }

  @Override
  public String name() {
    return "client/"
        + client.version()
        + "/"
        + method
        + "/"
        + body
        + (asynchronous ? "/async" : "/sync");
  }

  @Override
  public int call(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).method(method, publisher()).build();
    HttpResponse<String> response = send(request);
    boolean seen = response.request().headers().map().containsKey("Authorization");
    if (seen || request.headers().map().containsKey("Authorization")) {
      throw new IllegalStateException("the program sees an Authorization that it has not set");
    }
    return response.statusCode();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    if (!asynchronous) {
      return client.send(request, BodyHandlers.ofString());
    }
    try {
      return client.sendAsync(request, BodyHandlers.ofString()).get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private BodyPublisher publisher() throws Exception {
    byte[] bytes = new byte[LENGTH];
    switch (body) {
      case "none":
      case "empty":
        return BodyPublishers.noBody();
      case "bytes":
        return BodyPublishers.ofByteArray(bytes);
      case "string":
        return BodyPublishers.ofString(new String(new char[LENGTH]).replace('\0', 'x'));
      case "arrays":
        return BodyPublishers.ofByteArrays(Collections.nCopies(3, bytes));
      case "file":
        Path file = Files.createTempFile("probe", ".bin");
        file.toFile().deleteOnExit();
        return BodyPublishers.ofFile(Files.write(file, bytes));
      case "stream":
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
      case "publisher":
        return BodyPublishers.fromPublisher(new OnceOnly(ByteBuffer.wrap(bytes)));
      case "sized":
        return BodyPublishers.fromPublisher(new OnceOnly(ByteBuffer.wrap(bytes)), LENGTH);
      default:
        throw new IllegalArgumentException(body);
    }
  }
}
