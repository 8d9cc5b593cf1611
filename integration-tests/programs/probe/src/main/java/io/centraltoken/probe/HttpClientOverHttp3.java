package io.centraltoken.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Makes a call to each URL by HTTP/3 only (Java 26), and says by what it came and with what status;
 * a POST where the path says so.
 */
public final class HttpClientOverHttp3 {
  private HttpClientOverHttp3() {}

  public static void main(String[] urls) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.valueOf("HTTP_3"))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (String url : urls) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
      if (url.endsWith("post")) {
        request.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3000]));
      }
      HttpResponse<Void> response =
          client.send(overHttp3Only(request).build(), BodyHandlers.discarding());
      System.out.println(response.version() + " " + response.statusCode());
    }
    System.exit(0);
  }

  /** {@code request.setOption(HttpOption.H3_DISCOVERY, HTTP_3_URI_ONLY)}, which Java 11 has not. */
  private static HttpRequest.Builder overHttp3Only(HttpRequest.Builder request)
      throws ReflectiveOperationException {
    Class<?> option = Class.forName("java.net.http.HttpOption");
    Object discovery = option.getField("H3_DISCOVERY").get(null);
    Object only =
        Class.forName("java.net.http.HttpOption$Http3DiscoveryMode")
            .getField("HTTP_3_URI_ONLY")
            .get(null);
    HttpRequest.Builder.class
        .getMethod("setOption", option, Object.class)
        .invoke(request, discovery, only);
    return request;
  }
}
