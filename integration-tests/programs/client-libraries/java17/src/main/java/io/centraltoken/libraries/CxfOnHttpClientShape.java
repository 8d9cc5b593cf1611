package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.cxf.jaxrs.client.WebClient;

/**
 * With its own conduit, which takes java.net.http from CXF 4 on. By HTTP/1.1, because the server of
 * the tests breaks off a body of unknown length by HTTP/2, with or without the agent. One client is
 * kept and the others are made from it: of clients that are left to the garbage collector, CXF
 * closes the one below them all when the last is finalized, also under a call that has just begun,
 * which then ends by its time-out (2 of 250 starts on Java 17 without the agent, where a collection
 * ran at the second call).
 */
public final class CxfOnHttpClientShape extends LibraryShape {
  private WebClient kept;

  @Override
  protected int get(String url) {
    return status(client(url).get());
  }

  @Override
  protected int post(String url, byte[] body) {
    return status(client(url).type(MediaType.APPLICATION_OCTET_STREAM).post(body));
  }

  private synchronized WebClient client(String url) {
    if (kept == null) {
      kept = WebClient.create(url);
      WebClient.getConfig(kept)
          .getRequestContext()
          .put("org.apache.cxf.transport.http.forceVersion", "1.1");
    }
    return WebClient.fromClient(kept).to(url, false);
  }

  private static int status(Response response) {
    response.readEntity(byte[].class);
    return response.getStatus();
  }
}
