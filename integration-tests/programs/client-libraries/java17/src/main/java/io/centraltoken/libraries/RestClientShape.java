package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's, with its factory for java.net.http. */
public final class RestClientShape extends LibraryShape {
  private final RestClient client =
      RestClient.builder().requestFactory(new JdkClientHttpRequestFactory()).build();

  @Override
  protected int get(String url) {
    return status(client.get().uri(url).retrieve().toEntity(byte[].class));
  }

  @Override
  protected int post(String url, byte[] body) {
    return status(client.post().uri(url).body(body).retrieve().toEntity(byte[].class));
  }

  private static int status(ResponseEntity<byte[]> response) {
    return response.getStatusCode().value();
  }
}
