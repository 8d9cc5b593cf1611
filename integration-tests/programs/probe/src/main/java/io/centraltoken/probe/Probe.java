package io.centraltoken.probe;

import java.net.Authenticator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that makes every kind of request: {@code once URL} makes one of each, {@code load URL
 * SECONDS NAME...} makes some over and over, each on a thread of its own, {@code each NAME,...
 * URL...} makes some kinds to some URLs. Says what it saw, a line each.
 */
public final class Probe {
  private Probe() {}

  public static void main(String[] arguments) throws Exception {
    Authenticator.setDefault(ProxyPassword.get());
    String url = arguments[1];
    if (arguments[0].equals("each")) {
      List<String> urls = Arrays.asList(arguments).subList(2, arguments.length);
      each(Arrays.asList(arguments[1].split(",")), urls);
    } else if (arguments[0].equals("once")) {
      for (Shape shape : shapes()) {
        System.out.println(shape.name() + " " + once(shape, url + shape.name()));
      }
    } else {
      List<String> names = Arrays.asList(arguments).subList(3, arguments.length);
      load(url, Integer.parseInt(arguments[2]), names);
    }
    System.exit(0);
  }

  private static void each(List<String> names, List<String> urls)
      throws ReflectiveOperationException {
    for (Shape shape : shapes()) {
      if (names.contains(shape.name())) {
        for (String url : urls) {
          System.out.println(url + " " + once(shape, url));
        }
      }
    }
  }

  private static String once(Shape shape, String url) {
    try {
      return Integer.toString(shape.call(url));
    } catch (Exception failure) {
      return failure.toString();
    }
  }

  private static void load(String url, int seconds, List<String> names)
      throws InterruptedException, ReflectiveOperationException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Load> loads = new ArrayList<>();
    for (Shape shape : shapes()) {
      if (names.contains(shape.name())) {
        Load load = new Load(shape, url, end);
        load.start();
        loads.add(load);
      }
    }
    for (Load load : loads) {
      load.join();
      System.out.println(load);
    }
  }

  private static List<Shape> shapes() throws ReflectiveOperationException {
    List<Shape> shapes = new ArrayList<>(UrlConnectionShape.all());
    ServiceLoader.load(Shape.class).forEach(shapes::add);
    try {
      Class.forName("java.net.http.HttpClient");
    } catch (ClassNotFoundException java8) {
      return shapes;
    }
    Object more =
        Class.forName("io.centraltoken.probe.HttpClientShape")
            .getDeclaredMethod("all")
            .invoke(null);
    for (Object shape : (List<?>) more) {
      shapes.add((Shape) shape);
    }
    return shapes;
  }

  /** One shape, over and over. */
  private static final class Load extends Thread {
    private final Shape shape;
    private final String url;
    private final long end;
    private int calls;
    private int rejected;
    private int failed;
    private long slowest;

    Load(Shape shape, String url, long end) {
      super(shape.name());
      this.shape = shape;
      this.url = url;
      this.end = end;
    }

    /** Leaves the server some time too. */
    @Override
    public void run() {
      for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
        String outcome = once(shape, url);
        slowest = Math.max(slowest, System.nanoTime() - begin);
        calls++;
        if (outcome.equals("401")) {
          rejected++;
        } else if (!outcome.equals("200")) {
          failed++;
          System.out.println("FAILED " + shape.name() + " " + outcome);
        }
        LockSupport.parkNanos(10_000_000);
      }
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "LOAD %s calls=%d rejected=%d failed=%d slowest=%d",
          shape.name(),
          calls,
          rejected,
          failed,
          slowest / 1_000_000);
    }
  }
}
