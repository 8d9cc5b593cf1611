package io.centraltoken.agent.bootstrap;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;

/**
 * Loads {@code runtime/<name>.classdata} of the agent's jar, own classes first, so that no
 * application sees the agent's libraries and the agent sees none of the application's. Classes load
 * through it inside the transformation of JDK classes: it may open no URL connection and use no
 * lambda, or it waits for itself.
 */
final class RuntimeClassLoader extends ClassLoader {
  private static final String FOLDER = "runtime/";
  private static final String SUFFIX = ".classdata";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  /**
   * Compressed classes by the name of their entry, and their lengths; null: they are in the jar.
   */
  private volatile Map<String, Compressed> ahead;

  RuntimeClassLoader(JarFile jar, ClassLoader parent) {
    super(parent);
    this.jar = jar;
  }

  /**
   * Reads what is left of the jar into memory (some 600 KiB), and closes it: one that is
   * overwritten in place, by cp or scp, while the JVM runs would give no classes any more, or those
   * of another version.
   *
   * @throws IOException if that has happened already
   */
  synchronized void readAhead() throws IOException {
    if (ahead != null) {
      return;
    }
    Map<String, Compressed> read = new HashMap<>();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      String path = entry.getName();
      if (path.startsWith(FOLDER) && path.endsWith(SUFFIX) && !isLoaded(path)) {
        read.put(path, new Compressed(read(entry)));
      }
    }
    ahead = read;
    jar.close();
  }

  private boolean isLoaded(String path) {
    String name = path.substring(FOLDER.length(), path.length() - SUFFIX.length());
    return findLoadedClass(name.replace('/', '.')) != null;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        byte[] bytes = bytes(name);
        found =
            bytes == null
                ? super.loadClass(name, false)
                : defineClass(name, bytes, 0, bytes.length);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  /** Null if the jar has no such class. */
  private byte[] bytes(String name) throws ClassNotFoundException {
    String path = FOLDER + name.replace('.', '/') + SUFFIX;
    try {
      return ahead == null ? bytesInJar(path) : bytesAhead(path);
    } catch (IOException | IllegalStateException | DataFormatException unreadable) {
      throw new ClassNotFoundException(name + " cannot be read from " + jar.getName(), unreadable);
    }
  }

  private byte[] bytesInJar(String path) throws IOException, DataFormatException {
    try {
      ZipEntry entry = jar.getEntry(path);
      return entry == null ? null : read(entry);
    } catch (IOException | IllegalStateException closed) {
      if (ahead == null) {
        throw closed;
      }
      return bytesAhead(path); // it was read ahead just now
    }
  }

  private byte[] bytesAhead(String path) throws DataFormatException {
    Compressed compressed = ahead.get(path);
    return compressed == null ? null : compressed.bytes();
  }

  private byte[] read(ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    }
    return bytes;
  }

  /** One class, which may never be needed. */
  private static final class Compressed {
    private final byte[] deflated;
    private final int length;

    Compressed(byte[] bytes) {
      Deflater deflater = new Deflater(Deflater.BEST_SPEED);
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[bytes.length + 64];
      int size = deflater.deflate(buffer);
      deflater.end();
      deflated = Arrays.copyOf(buffer, size);
      length = bytes.length;
    }

    byte[] bytes() throws DataFormatException {
      Inflater inflater = new Inflater();
      inflater.setInput(deflated);
      byte[] bytes = new byte[length];
      int size = inflater.inflate(bytes);
      inflater.end();
      if (size != length) {
        throw new DataFormatException("cut");
      }
      return bytes;
    }
  }
}
