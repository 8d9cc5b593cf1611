package io.centraltoken.libraries;

import feign.Feign;
import feign.RequestLine;
import feign.Response;
import feign.Target;
import feign.Util;
import feign.http2client.Http2Client;
import io.centraltoken.probe.LibraryShape;
import java.io.IOException;
import java.net.URI;

/** With the client that takes java.net.http. */
public final class FeignHttp2Shape extends LibraryShape {
  private final Api api =
      Feign.builder().client(new Http2Client()).target(Target.EmptyTarget.create(Api.class));

  /** What a program declares. */
  interface Api {
    @RequestLine("GET")
    Response get(URI uri);

    @RequestLine("POST")
    Response post(URI uri, byte[] body);
  }

  @Override
  protected int get(String url) throws IOException {
    return status(api.get(URI.create(url)));
  }

  @Override
  protected int post(String url, byte[] body) throws IOException {
    return status(api.post(URI.create(url), body));
  }

  private static int status(Response answer) throws IOException {
    try (Response response = answer) {
      if (response.body() != null) {
        Util.toByteArray(response.body().asInputStream());
      }
      return response.status();
    }
  }
}
