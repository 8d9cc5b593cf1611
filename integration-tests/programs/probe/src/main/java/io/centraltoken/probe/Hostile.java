package io.centraltoken.probe;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that makes requests all the time and does something that a JVM may do to its agents:
 * {@code Hostile URL SECONDS MISCHIEF [FILE]}; the time is counted from the end of the first
 * request, and over as soon as the file is gone. Prints a line for each request, its status and how
 * long it took in milliseconds.
 */
public final class Hostile {
  private static final long PAUSE = 100;

  private Hostile() {}

  public static void main(String[] arguments) throws Exception {
    URL url = new URL(arguments[0]);
    String mischief = arguments[2];
    File running = arguments.length > 3 ? new File(arguments[3]) : null;
    request(url);
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
    Thread thread = new Thread(() -> run(mischief, url), "mischief");
    thread.setDaemon(true);
    thread.start();
    int failures = 0;
    while (System.nanoTime() < end && (running == null || running.exists())) {
      try {
        request(url);
        pause(PAUSE);
      } catch (OutOfMemoryError full) {
        failures++;
      }
    }
    System.out.println("FAILED " + failures);
    System.out.println("END " + System.currentTimeMillis());
    System.out.flush();
    System.exit(7);
  }

  private static void run(String mischief, URL url) {
    try {
      switch (mischief) {
        case "fill-heap":
          pause(3000); // a heap that is full in the first seconds lets no program work
          fillHeap(5000);
          break;
        case "interrupt":
          interruptEverything();
          break;
        case "flood-stderr":
          while (true) {
            System.err.println("a program that writes more than anybody reads");
          }
        case "use-all-threads":
          pause(1000);
          useAllThreads(6000);
          break;
        case "use-all-descriptors":
          pause(1000);
          useAllDescriptors(4000);
          break;
        case "set-security-manager":
          System.setSecurityManager(new SecurityManager());
          break;
        case "request-in-shutdown-hook":
          Runtime.getRuntime().addShutdownHook(new Thread(() -> request(url)));
          break;
        default:
          break;
      }
    } catch (Throwable failure) {
      System.out.println("MISCHIEF " + failure);
    }
  }

  private static void request(URL url) {
    long began = System.nanoTime();
    String outcome;
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      outcome = String.valueOf(connection.getResponseCode());
      connection.disconnect();
    } catch (IOException | OutOfMemoryError failure) {
      outcome = failure.getClass().getSimpleName();
    }
    try {
      System.out.println("REQUEST " + outcome + " " + (System.nanoTime() - began) / 1_000_000);
    } catch (OutOfMemoryError full) {
      return;
    }
  }

  /** Takes also what becomes free meanwhile. */
  private static void fillHeap(long millis) {
    List<byte[]> taken = new ArrayList<>(1 << 16);
    long end = System.currentTimeMillis() + millis;
    int size = 1 << 20;
    while (System.currentTimeMillis() < end) {
      try {
        taken.add(new byte[size]);
      } catch (OutOfMemoryError full) {
        size = size > 64 ? size / 2 : 1 << 12;
      }
    }
    int chunks = taken.size();
    taken.clear();
    System.out.println("HEAP FREE of " + chunks + " chunks");
  }

  private static void interruptEverything() {
    ThreadGroup system = Thread.currentThread().getThreadGroup();
    while (system.getParent() != null) {
      system = system.getParent();
    }
    while (true) {
      Thread[] all = new Thread[1000];
      int count = system.enumerate(all, true);
      for (int i = 0; i < count; i++) {
        if (all[i].getName().startsWith("central-token")) {
          all[i].interrupt();
        }
      }
      for (ThreadGroup group : groups(system)) {
        if (group.getName().equals("central-token")) {
          group.interrupt();
        }
      }
      pause(5);
    }
  }

  private static List<ThreadGroup> groups(ThreadGroup system) {
    ThreadGroup[] groups = new ThreadGroup[100];
    int count = system.enumerate(groups, true);
    List<ThreadGroup> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(groups[i]);
    }
    return list;
  }

  /** Also those that the JVM gives back meanwhile: an idle compiler thread ends. */
  private static void useAllThreads(long millis) {
    List<CountDownLatch> each = new ArrayList<>();
    startAll(each);
    System.out.println("THREADS USED " + each.size());
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      pause(10);
      startAll(each);
    }
    for (CountDownLatch own : each) {
      own.countDown();
    }
    System.out.println("THREADS FREE");
  }

  private static void startAll(List<CountDownLatch> each) {
    try {
      while (true) {
        CountDownLatch own = new CountDownLatch(1);
        Thread thread = new Thread(() -> await(own));
        thread.setDaemon(true);
        thread.start();
        each.add(own);
      }
    } catch (OutOfMemoryError limit) {
      return;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void useAllDescriptors(long millis) throws IOException {
    List<FileInputStream> open = new ArrayList<>();
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException limit) {
      pause(millis);
    }
    for (FileInputStream stream : open) {
      stream.close();
    }
    System.out.println("DESCRIPTORS FREE");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
