package io.centraltoken.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * Makes a request with a time-out while the common pool is full, and says what came of it: {@code
 * HttpClientTimeOut URL MILLIS [URL OF A REQUEST BEFORE]}.
 */
public final class HttpClientTimeOut {
  private HttpClientTimeOut() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 64; i++) {
      ForkJoinPool.commonPool().execute(HttpClientTimeOut::occupy);
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0]))
            .timeout(Duration.ofMillis(Long.parseLong(arguments[1])))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    if (arguments.length > 2) {
      client.send(
          HttpRequest.newBuilder(URI.create(arguments[2])).build(), BodyHandlers.ofString());
    }
    long began = System.nanoTime();
    String outcome;
    try {
      outcome = String.valueOf(client.send(request, BodyHandlers.ofString()).statusCode());
    } catch (IOException failure) {
      outcome = failure.toString();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    System.out.println("SUMMARY millis=" + millis + " " + outcome);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      System.out.println("THREAD " + thread.getName());
    }
    System.exit(0);
  }

  private static void occupy() {
    try {
      new CountDownLatch(1).await(); // until the JVM ends
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
