package io.centraltoken.agent.store;

import java.io.File;

/** What keeps a file from being a token file, seen from outside: for premain, with java.io only. */
public final class TokenFile {
  /** Bytes; a download has some hundred. */
  private static final long LARGEST = 1 << 20;

  private TokenFile() {}

  /** A sentence for people, or null if the file can be read. */
  public static String problem(File file) {
    if (!file.exists()) {
      return file + " does not exist";
    }
    if (!file.isFile()) {
      return file + " is no file";
    }
    if (!file.canRead()) {
      return file + " cannot be read by the user of this JVM";
    }
    return file.length() > LARGEST ? file + " is larger than any token file" : null;
  }
}
