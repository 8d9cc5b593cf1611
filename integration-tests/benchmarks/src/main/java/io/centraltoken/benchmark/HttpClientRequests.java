package io.centraltoken.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A GET by java.net.http on a connection that is kept alive, to its end. The server is on loopback,
 * because this client cannot be given a connection of ours.
 */
public class HttpClientRequests extends ShortRun {
  @Param("http://127.0.0.1:18080/central/v2/sites")
  public String address;

  /** Whether the server is in this JVM, too. */
  @Param("true")
  public boolean withServer;

  /** What the program sets by hand; nothing: it sets none. */
  @Param("")
  public String authorization;

  private AnsweringServer server;
  private HttpClient client;

  @Setup
  public void start() throws IOException {
    if (withServer) {
      server = new AnsweringServer(URI.create(address).getPort());
    }
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @Benchmark
  public int get() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body().length();
  }

  @TearDown
  public void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
