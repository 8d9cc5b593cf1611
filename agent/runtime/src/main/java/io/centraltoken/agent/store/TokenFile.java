package io.centraltoken.agent.store;

import java.io.File;

/** What keeps a file from being a token file, seen from outside: for premain, with java.io only. */
public final class TokenFile {
  /** Bytes; a download has some hundred. */
  static final long LARGEST = 1 << 20;

  private TokenFile() {}

  /** A sentence for people, or null if the file can be read. */
  public static String problem(File file) {
    if (!file.exists()) {
      return problem(file, null);
    }
    if (!file.isFile()) {
      return problem(file, "is no file");
    }
    return file.canRead() ? null : problem(file, "cannot be read by the user of this JVM");
  }

  /**
   * @param what null: there is no file
   */
  static String problem(Object file, String what) {
    return file + " " + (what == null ? "does not exist" : what);
  }
}
