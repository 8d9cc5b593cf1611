package io.centraltoken.agent.request.java11;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response with a challenge and no body. */
record Response(HttpRequest request, int statusCode, HttpHeaders headers)
    implements HttpResponse<Object> {
  Response(HttpRequest request, int statusCode, String challenge) {
    this(request, statusCode, field("www-authenticate", challenge));
  }

  static HttpHeaders field(String name, String value) {
    return HttpHeaders.of(Map.of(name, List.of(value)), (any, other) -> true);
  }

  @Override
  public Optional<HttpResponse<Object>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Object body() {
    return null;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
