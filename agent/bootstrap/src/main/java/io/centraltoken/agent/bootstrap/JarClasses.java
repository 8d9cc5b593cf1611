package io.centraltoken.agent.bootstrap;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;

/**
 * The agent's jar in memory, some 950 KiB. A jar that is overwritten in place, by cp or scp, while
 * the JVM runs would give no classes any more, or those of another version. {@code java.util.zip}
 * finds no entries in memory, so this reads the central directory itself (PKWARE's APPNOTE.TXT,
 * section 4.3), but not before premain has ended: a cold JVM takes 5 to 10 ms for it.
 */
final class JarClasses {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END_ENTRIES = 10;
  private static final int END_DIRECTORY = 16;

  private static final int METHOD = 10;
  private static final int COMPRESSED_SIZE = 20;
  private static final int SIZE = 24;
  private static final int NAME_LENGTH = 28;
  private static final int EXTRA_LENGTH = 30;
  private static final int COMMENT_LENGTH = 32;
  private static final int LOCAL_HEADER = 42;
  private static final int NAME = 46;

  private static final int LOCAL_NAME_LENGTH = 26;
  private static final int LOCAL_EXTRA_LENGTH = 28;
  private static final int LOCAL_NAME = 30;

  private final byte[] jar;
  private final ByteBuffer numbers;

  /** Where in the central directory an entry is, by its name; null: nobody has asked yet. */
  private volatile Map<String, Integer> entries;

  /** Null once the copy in memory is used. */
  private volatile JarFile file;

  /**
   * @throws IOException if the file cannot be read, or is no jar, as while it is being overwritten
   */
  JarClasses(File file) throws IOException {
    this.file = new JarFile(file, false);
    this.jar = new byte[(int) file.length()];
    this.numbers = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    try (DataInputStream in = new DataInputStream(new FileInputStream(file))) {
      in.readFully(jar);
    }
  }

  /**
   * From now on the file is not touched. To be called at the end of premain. The garbage collector
   * closes it, since another thread may just read a class from it.
   */
  void leaveFile() {
    file = null;
  }

  private Map<String, Integer> entries() {
    Map<String, Integer> present = entries;
    if (present == null) {
      present = index(); // twice at the same time does no harm
      entries = present;
    }
    return present;
  }

  private Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>();
    int end = jar.length - END_SIZE;
    while (numbers.getInt(end) != END) {
      end--; // over a comment
    }
    int entry = numbers.getInt(end + END_DIRECTORY);
    for (int left = twoBytes(end + END_ENTRIES); left > 0; left--) {
      int length = twoBytes(entry + NAME_LENGTH);
      String name = new String(jar, entry + NAME, length, StandardCharsets.US_ASCII);
      index.put(name, entry);
      entry += NAME + length + twoBytes(entry + EXTRA_LENGTH) + twoBytes(entry + COMMENT_LENGTH);
    }
    return index;
  }

  /**
   * Null if there is no such entry.
   *
   * @throws IOException if the jar was damaged when it was read
   */
  byte[] find(String name) throws IOException {
    JarFile open = file;
    if (open != null) {
      ZipEntry entry = open.getEntry(name);
      return entry == null ? null : read(open, entry);
    }
    try {
      Integer entry = entries().get(name);
      return entry == null ? null : read(entry);
    } catch (DataFormatException | IndexOutOfBoundsException damaged) {
      throw new IOException("the agent's jar is damaged: " + damaged);
    }
  }

  private static byte[] read(JarFile jar, ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    }
    return bytes;
  }

  private byte[] read(int entry) throws DataFormatException {
    int header = numbers.getInt(entry + LOCAL_HEADER);
    int from =
        header
            + LOCAL_NAME
            + twoBytes(header + LOCAL_NAME_LENGTH)
            + twoBytes(header + LOCAL_EXTRA_LENGTH);
    int length = numbers.getInt(entry + COMPRESSED_SIZE);
    if (twoBytes(entry + METHOD) == 0) {
      return Arrays.copyOfRange(jar, from, from + length);
    }
    return inflated(from, length, numbers.getInt(entry + SIZE));
  }

  private byte[] inflated(int from, int length, int size) throws DataFormatException {
    byte[] bytes = new byte[size];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(jar, from, length);
      if (inflater.inflate(bytes) < size) {
        throw new DataFormatException("cut");
      }
    } finally {
      inflater.end();
    }
    return bytes;
  }

  private int twoBytes(int at) {
    return numbers.getShort(at) & 0xffff;
  }
}
