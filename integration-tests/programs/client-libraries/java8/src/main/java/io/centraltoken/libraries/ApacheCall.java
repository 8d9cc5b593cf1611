package io.centraltoken.libraries;

import java.io.IOException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** A program whose client is not hooked: {@code ApacheCall URL SECONDS}. */
public final class ApacheCall {
  private static final long PAUSE_MILLIS = 200;

  private ApacheCall() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      while (System.nanoTime() < end) {
        try (CloseableHttpResponse response = client.execute(new HttpGet(arguments[0]))) {
          System.out.println("STATUS " + response.getStatusLine().getStatusCode());
        }
        Thread.sleep(PAUSE_MILLIS); // what it is: a program that polls
      }
    }
  }
}
