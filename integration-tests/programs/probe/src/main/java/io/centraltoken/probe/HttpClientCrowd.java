package io.centraltoken.probe;

import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Virtual threads by the thousand, one call each: {@code url|client URL COUNT}. Says what came back
 * and how long a thread that only sleeps had to wait for a carrier meanwhile.
 */
public final class HttpClientCrowd {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  private HttpClientCrowd() {}

  public static void main(String[] arguments) throws Exception {
    new HttpClientCrowd()
        .run(arguments[0].equals("url"), arguments[1], Integer.parseInt(arguments[2]));
    System.exit(0);
  }

  private void run(boolean urlConnection, String url, int count) throws Exception {
    Consumer<Runnable> starter = virtualThreads();
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong longest = new AtomicLong();
    starter.accept(() -> tick(over, longest));
    CountDownLatch done = new CountDownLatch(count);
    for (int call = 0; call < count; call++) {
      starter.accept(
          () -> {
            outcomes
                .computeIfAbsent(outcome(urlConnection, url), none -> new LongAdder())
                .increment();
            done.countDown();
          });
    }
    done.await();
    over.set(true);
    new TreeMap<>(outcomes).forEach((outcome, times) -> System.out.println(outcome + " " + times));
    System.out.println("LATE " + longest);
  }

  /** By name, because this is compiled for Java 11. */
  private static Consumer<Runnable> virtualThreads() throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    return task -> {
      try {
        start.invoke(null, task);
      } catch (ReflectiveOperationException failure) {
        throw new IllegalStateException(failure);
      }
    };
  }

  private static void tick(AtomicBoolean over, AtomicLong longest) {
    while (!over.get()) {
      long begin = System.nanoTime();
      try {
        Thread.sleep(10); // no carrier is needed meanwhile: what it is late by is what is measured
      } catch (InterruptedException unexpected) {
        throw new IllegalStateException(unexpected);
      }
      long late = (System.nanoTime() - begin) / 1_000_000 - 10;
      longest.accumulateAndGet(late, Math::max);
    }
  }

  private String outcome(boolean urlConnection, String url) {
    try {
      return "STATUS " + (urlConnection ? get(url) : send(url));
    } catch (Exception failure) {
      return "FAILED " + failure;
    }
  }

  private static int get(String url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  private int send(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
