package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.client.Entity;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.glassfish.jersey.client.JerseyClientBuilder;

/** With its own connector, which takes HttpURLConnection. */
public final class JerseyShape extends LibraryShape {
  private final Client client = builder().build();

  /** Named, because CXF is another one on the same class path. */
  private static ClientBuilder builder() {
    return new JerseyClientBuilder();
  }

  @Override
  protected int get(String url) {
    return status(client.target(url).request().get());
  }

  @Override
  protected int post(String url, byte[] body) {
    return status(
        client.target(url).request().post(Entity.entity(body, MediaType.APPLICATION_OCTET_STREAM)));
  }

  private static int status(Response response) {
    response.readEntity(byte[].class);
    return response.getStatus();
  }
}
