package io.centraltoken.libraries;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.javanet.NetHttpTransport;
import io.centraltoken.probe.LibraryShape;
import java.io.IOException;

/** With the transport that takes HttpURLConnection. */
public final class GoogleHttpClientShape extends LibraryShape {
  private final HttpRequestFactory requests = new NetHttpTransport().createRequestFactory();

  @Override
  protected int get(String url) throws IOException {
    return status(requests.buildGetRequest(new GenericUrl(url)));
  }

  @Override
  protected int post(String url, byte[] body) throws IOException {
    ByteArrayContent content = new ByteArrayContent("application/octet-stream", body);
    return status(requests.buildPostRequest(new GenericUrl(url), content));
  }

  private static int status(HttpRequest request) throws IOException {
    HttpResponse response = request.setThrowExceptionOnExecuteError(false).execute();
    try {
      response.ignore();
      return response.getStatusCode();
    } finally {
      response.disconnect();
    }
  }
}
