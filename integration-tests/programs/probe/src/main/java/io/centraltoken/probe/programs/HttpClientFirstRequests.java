package io.centraltoken.probe.programs;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The same, and by java.net.http. Found by name: Java 8 has none. */
final class HttpClientFirstRequests extends FirstRequests {
  @Override
  void make(String url) throws Exception {
    super.make(url);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1])))
            .build();
    HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
