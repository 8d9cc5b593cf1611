package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import kong.unirest.core.Unirest;
import kong.unirest.core.UnirestInstance;

/** On java.net.http from its version 4 on. */
public final class UnirestShape extends LibraryShape {
  private final UnirestInstance unirest = Unirest.spawnInstance();

  @Override
  protected int get(String url) {
    return unirest.get(url).asBytes().getStatus();
  }

  @Override
  protected int post(String url, byte[] body) {
    return unirest.post(url).body(body).asBytes().getStatus();
  }
}
