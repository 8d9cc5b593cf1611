package io.centraltoken.probe;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client library, as a program would use it: by turns a GET and a POST, whose bodies are from 100
 * bytes to 200 kB long. The path ends with the name of the library and the length of the body.
 */
public abstract class LibraryShape implements Shape {
  private static final int[] LENGTHS = {100, 3_000, 20_000, 200_000};

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  public final String name() {
    return "library/" + getClass().getSimpleName().replace("Shape", "");
  }

  @Override
  public final int call(String url) throws Exception {
    int call = calls.getAndIncrement();
    if (call % 2 == 0) {
      return get(url + "/" + name() + "/0");
    }
    int length = LENGTHS[call / 2 % LENGTHS.length];
    return post(url + "/" + name() + "/" + length, new byte[length]);
  }

  /**
   * @return the status
   */
  protected abstract int get(String url) throws Exception;

  /**
   * @return the status
   */
  protected abstract int post(String url, byte[] body) throws Exception;
}
