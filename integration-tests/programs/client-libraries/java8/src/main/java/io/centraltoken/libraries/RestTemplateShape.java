package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** Spring's, which buffers a body and sends it with a fixed length. */
public class RestTemplateShape extends LibraryShape {
  private final RestTemplate template;

  public RestTemplateShape() {
    this(true);
  }

  RestTemplateShape(boolean buffering) {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setBufferRequestBody(buffering);
    this.template = new RestTemplate(factory);
  }

  @Override
  protected int get(String url) {
    return template.getForEntity(url, byte[].class).getStatusCodeValue();
  }

  @Override
  protected int post(String url, byte[] body) {
    return template.postForEntity(url, body, byte[].class).getStatusCodeValue();
  }
}
