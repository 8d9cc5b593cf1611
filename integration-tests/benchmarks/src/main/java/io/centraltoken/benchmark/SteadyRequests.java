package io.centraltoken.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate: {@code SteadyRequests URL THREADS PAUSE_MILLIS SECONDS}. Prints a line
 * for each: when it began, in milliseconds since the epoch, how long it took, in microseconds, and
 * the status.
 */
public final class SteadyRequests {
  private SteadyRequests() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    URL url = new URL(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    long pause = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[3]));
    List<StringBuilder> lines = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder ofThread = new StringBuilder();
      lines.add(ofThread);
      Thread thread = new Thread(() -> request(url, pause, end, ofThread));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (StringBuilder ofThread : lines) {
      System.out.print(ofThread);
    }
  }

  private static void request(URL url, long pause, long end, StringBuilder lines) {
    while (System.nanoTime() < end) {
      long at = System.currentTimeMillis();
      long began = System.nanoTime();
      int status = status(url);
      lines.append(at).append(' ').append((System.nanoTime() - began) / 1000).append(' ');
      lines.append(status).append('\n');
      LockSupport.parkNanos(pause);
    }
  }

  private static int status(URL url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        while (body != null && body.read() >= 0) {
          // to its end
        }
      }
      return status;
    } catch (IOException failure) {
      return -1;
    }
  }
}
