package io.centraltoken.agent.cli;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** The last lines of a log file. */
final class LogTail {
  private static final int MOST_BYTES = 256 * 1024;

  private LogTail() {}

  /** Whole lines, at most 256 KiB of them. */
  static String of(File log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log, "r")) {
      long start = Math.max(0, file.length() - MOST_BYTES);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return start == 0 ? text : text.substring(text.indexOf('\n') + 1);
    }
  }
}
