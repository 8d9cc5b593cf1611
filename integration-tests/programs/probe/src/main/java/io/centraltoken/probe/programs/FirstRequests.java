package io.centraltoken.probe.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/**
 * Requests before the first program: what each client of the JDK, and the agent in it, loads for
 * its first one takes longer on a busy machine than the time-outs of some programs.
 */
class FirstRequests {
  /** By HttpURLConnection. */
  void make(String url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setDoOutput(true);
    connection.setChunkedStreamingMode(0);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(1);
    }
    read(connection.getInputStream());
  }

  private static void read(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // to the end, so that the connection is used again
    }
    in.close();
  }
}
