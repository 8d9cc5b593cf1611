package io.centraltoken.agent.observe;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The file of {@code central.log.file}. It is opened for each line, which comes a few times an
 * hour: so a rotation that renames or deletes the file needs no signal, and no descriptor is kept.
 * One that nobody rotates is renamed to {@code <name>.1} when it has 10 MiB, so that it fills no
 * disk.
 */
final class LogFile {
  private static final long LARGEST = 10L << 20;

  private final File file;
  private final long largest;

  private LogFile(File file, long largest) {
    this.file = file;
    this.largest = largest;
  }

  /**
   * Runs in premain, so with java.io only.
   *
   * @throws IOException if the file cannot be written
   */
  static LogFile of(File file) throws IOException {
    return of(file, LARGEST);
  }

  /**
   * @param largest bytes after which it is renamed
   */
  static LogFile of(File file, long largest) throws IOException {
    LogFile log = new LogFile(file, largest);
    if (log.isRegular()) {
      log.append("");
    }
    return log;
  }

  /** Opening anything else, such as a named pipe that nobody reads, may block. */
  boolean isRegular() {
    return file.isFile() || !file.exists();
  }

  /** A new file can be read by its owner only: what is logged may help an attacker. */
  void append(String text) throws IOException {
    if (file.length() > largest) {
      rename();
    }
    if (file.createNewFile()) {
      restrictToOwner();
    }
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Where that is not possible, the file grows on: no line is lost for it. */
  private void rename() {
    File before = new File(file.getPath() + ".1");
    if (!file.renameTo(before) && before.delete()) { // Windows replaces no file by a rename
      file.renameTo(before);
    }
  }

  /** Mode 0600, where the file system has modes; elsewhere the folder or the mount decides. */
  private void restrictToOwner() {
    file.setReadable(false, false);
    file.setWritable(false, false);
    file.setReadable(true, true);
    file.setWritable(true, true);
  }
}
