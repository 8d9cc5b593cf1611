package io.centraltoken.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A GET by HttpURLConnection on a connection that is kept alive, to its end. */
public class UrlConnectionRequests extends ShortRun {
  @Param("http://127.0.0.1:18080/central/v2/sites")
  public String address;

  /** Whether nothing is connected: each socket is a {@link MemorySocket}. */
  @Param("true")
  public boolean inMemory;

  /** What the program sets by hand; nothing: it sets none. */
  @Param("")
  public String authorization;

  private URL url;

  @Setup
  @SuppressWarnings("deprecation") // for the whole JVM, which is a benchmark's
  public void connect() throws IOException {
    if (inMemory) {
      Socket.setSocketImplFactory(MemorySocket::new);
    }
    url = new URL(address);
  }

  @Benchmark
  public int get() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    if (!authorization.isEmpty()) {
      connection.setRequestProperty("Authorization", authorization);
    }
    int length = 0;
    try (InputStream body = connection.getInputStream()) {
      while (body.read() >= 0) {
        length++;
      }
    }
    return length;
  }
}
