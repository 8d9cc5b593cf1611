package io.centraltoken.probe;

import java.io.RandomAccessFile;
import java.nio.channels.FileLock;

/** Takes the lock of a file and never gives it back: {@code LockHolder FILE}. */
public final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw");
        FileLock lock = file.getChannel().lock()) {
      System.out.println("LOCKED " + lock.isValid());
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
