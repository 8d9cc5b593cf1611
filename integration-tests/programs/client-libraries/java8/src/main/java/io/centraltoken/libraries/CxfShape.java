package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.client.WebClient;

/** With its own conduit, which takes HttpURLConnection and sends a longer body in chunks. */
public final class CxfShape extends LibraryShape {
  @Override
  protected int get(String url) {
    return status(WebClient.create(url).get());
  }

  @Override
  protected int post(String url, byte[] body) {
    return status(WebClient.create(url).type(MediaType.APPLICATION_OCTET_STREAM).post(body));
  }

  private static int status(Response response) {
    response.readEntity(byte[].class);
    return response.getStatus();
  }
}
