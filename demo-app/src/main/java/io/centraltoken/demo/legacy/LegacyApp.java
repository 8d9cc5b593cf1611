package io.centraltoken.demo.legacy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that nobody may change: it polls groups, sites and access points, adds a site, and
 * knows no token. {@code java -jar legacy-app.jar --base-url=http://... [--url=...] [--seconds=20]
 * [--while-file=...] [--pause-millis=100] [--threads=1] [--authorization=...] [--own-defaults]
 * [--exit-code=0]}; further URLs are polled too, an Authorization that somebody once wrote into a
 * configuration goes with every call. It ends when its time is over or the file is gone, whatever
 * the responses were.
 */
public final class LegacyApp {
  private static final List<String> CALLS =
      Arrays.asList(
          "/configuration/v2/groups?limit=20&offset=0",
          "/central/v2/sites?limit=100&offset=0",
          "/monitoring/v2/aps?limit=100&offset=0");

  private static final String SITES = "/central/v2/sites";
  private static final String SITE =
      "{\"site_name\":\"Lille\",\"site_address\":{\"city\":\"Lille\",\"country\":\"France\"}}";

  private final List<String> urls = new ArrayList<>();
  private final List<String> posts = new ArrayList<>();
  private long seconds = 20;
  private File whileFile;
  private long pauseMillis = 100;
  private int threads = 1;
  private String authorization;
  private int exitCode;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger ok = new AtomicInteger();
  private final AtomicInteger unauthorized = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private LegacyApp() {}

  public static void main(String[] arguments) throws InterruptedException {
    LegacyApp app = new LegacyApp();
    for (String argument : arguments) {
      app.configure(argument);
    }
    app.run();
    System.exit(app.exitCode);
  }

  private void run() throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker = new Thread(this::poll, "poller-" + i);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    System.out.println(
        "SUMMARY requests="
            + requests
            + " ok="
            + ok
            + " unauthorized="
            + unauthorized
            + " failed="
            + failed);
  }

  private void configure(String argument) {
    String value = argument.substring(argument.indexOf('=') + 1);
    if (argument.startsWith("--base-url=")) {
      for (String call : CALLS) {
        urls.add(value + call);
      }
      posts.add(value + SITES);
    } else if (argument.startsWith("--url=")) {
      urls.add(value);
    } else if (argument.startsWith("--seconds=")) {
      seconds = Long.parseLong(value);
    } else if (argument.startsWith("--while-file=")) {
      whileFile = new File(value);
    } else if (argument.startsWith("--pause-millis=")) {
      pauseMillis = Long.parseLong(value);
    } else if (argument.startsWith("--threads=")) {
      threads = Integer.parseInt(value);
    } else if (argument.startsWith("--authorization=")) {
      authorization = value;
    } else if (argument.equals("--own-defaults")) {
      OwnDefaults.install();
    } else if (argument.startsWith("--exit-code=")) {
      exitCode = Integer.parseInt(value);
    } else {
      throw new IllegalArgumentException("unknown argument " + argument);
    }
  }

  private void poll() {
    List<Calls> clients = clients();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try {
      while (System.nanoTime() < end && (whileFile == null || whileFile.exists())) {
        for (Calls client : clients) {
          for (String url : urls) {
            call(client, "GET", url, () -> client.get(url, authorization));
          }
          for (String url : posts) {
            call(client, "POST", url, () -> client.post(url, authorization, SITE));
          }
        }
        Thread.sleep(pauseMillis); // what it is: a program that polls
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(Calls client, String method, String url, Call call)
      throws InterruptedException {
    String outcome;
    requests.incrementAndGet();
    try {
      int status = call.status();
      outcome = Integer.toString(status);
      ok.addAndGet(status == 200 ? 1 : 0);
      unauthorized.addAndGet(status == 401 ? 1 : 0);
    } catch (IOException failure) {
      outcome = failure.toString();
      failed.incrementAndGet();
    }
    System.out.println(
        LocalTime.now(ZoneId.systemDefault())
            + " "
            + outcome
            + " "
            + client.name()
            + " "
            + method
            + " "
            + url);
  }

  private interface Call {
    int status() throws IOException, InterruptedException;
  }

  private static List<Calls> clients() {
    List<Calls> clients = new ArrayList<>();
    clients.add(new UrlConnectionCalls());
    try {
      Class.forName("java.net.http.HttpClient");
      Constructor<?> constructor =
          Class.forName("io.centraltoken.demo.legacy.HttpClientCalls")
              .getDeclaredConstructor(String.class);
      clients.add((Calls) constructor.newInstance("HTTP_1_1"));
      clients.add((Calls) constructor.newInstance("HTTP_2"));
    } catch (ClassNotFoundException java8) {
      System.out.println("this Java has no java.net.http, so HttpURLConnection makes all calls");
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException broken) {
      throw new IllegalStateException("this jar is not complete", broken);
    }
    return clients;
  }
}
