package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.cxf.jaxrs.client.WebClient;

/**
 * With its own conduit, which takes java.net.http from CXF 4 on. By HTTP/1.1, because the server of
 * the tests breaks off a body of unknown length by HTTP/2, with or without the agent.
 */
public final class CxfOnHttpClientShape extends LibraryShape {
  @Override
  protected int get(String url) {
    return status(client(url).get());
  }

  @Override
  protected int post(String url, byte[] body) {
    return status(client(url).type(MediaType.APPLICATION_OCTET_STREAM).post(body));
  }

  private static WebClient client(String url) {
    WebClient client = WebClient.create(url);
    WebClient.getConfig(client)
        .getRequestContext()
        .put("org.apache.cxf.transport.http.forceVersion", "1.1");
    return client;
  }

  private static int status(Response response) {
    response.readEntity(byte[].class);
    return response.getStatus();
  }
}
