package io.centraltoken.probe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.HttpURLConnection;
import java.net.URI;

/** Overwrites the agent's jar in place before the first request, then calls. */
public final class JarOverwriter {
  private JarOverwriter() {}

  /**
   * @param arguments the jar, the URL to call
   */
  public static void main(String[] arguments) throws IOException {
    overwrite(arguments[0]);
    URI gateway = URI.create(arguments[1]);
    HttpURLConnection connection = (HttpURLConnection) gateway.toURL().openConnection();
    System.out.println("STATUS " + connection.getResponseCode());
  }

  /** The length stays, so that what Java 8 has mapped into memory is still there. */
  private static void overwrite(String jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar, "rw")) {
      file.write(new byte[(int) file.length()]);
    }
  }
}
