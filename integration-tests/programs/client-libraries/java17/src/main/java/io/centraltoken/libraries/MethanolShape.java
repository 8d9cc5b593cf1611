package io.centraltoken.libraries;

import com.github.mizosoft.methanol.Methanol;
import com.github.mizosoft.methanol.MutableRequest;
import io.centraltoken.probe.LibraryShape;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Around java.net.http. */
public final class MethanolShape extends LibraryShape {
  private final Methanol client = Methanol.create();

  @Override
  protected int get(String url) throws IOException, InterruptedException {
    return send(MutableRequest.GET(url));
  }

  @Override
  protected int post(String url, byte[] body) throws IOException, InterruptedException {
    return send(MutableRequest.POST(url, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private int send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofByteArray()).statusCode();
  }
}
