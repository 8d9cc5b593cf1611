package io.centraltoken.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Calls the URL with HttpURLConnection on a thread whose interrupt nobody has taken yet. */
public final class InterruptedCall {
  private InterruptedCall() {}

  public static void main(String[] arguments) throws IOException {
    URI url = URI.create(arguments[0]);
    Thread.currentThread().interrupt();
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    int status = connection.getResponseCode();
    System.out.println("STATUS " + status + " INTERRUPTED " + Thread.interrupted());
  }
}
