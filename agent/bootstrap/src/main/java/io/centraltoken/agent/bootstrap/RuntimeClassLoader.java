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

  /** Compressed classes by the name of their entry; null: they are in the jar. */
  private volatile Map<String, byte[]> ahead;

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
    Map<String, byte[]> read = new HashMap<>();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      String path = entry.getName();
      if (path.startsWith(FOLDER) && path.endsWith(SUFFIX) && !isLoaded(path)) {
        read.put(path, compressed(read(entry)));
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
    byte[] compressed = ahead.get(path);
    return compressed == null ? null : decompressed(compressed);
  }

  private byte[] read(ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    }
    return bytes;
  }

  private static byte[] compressed(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[bytes.length + 64];
    int size = deflater.deflate(buffer);
    deflater.end();
    return Arrays.copyOf(buffer, size);
  }

  private static byte[] decompressed(byte[] compressed) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(compressed);
    byte[] bytes = new byte[0];
    byte[] buffer = new byte[16 * 1024];
    while (!inflater.finished()) {
      int size = inflater.inflate(buffer);
      if (size == 0 && !inflater.finished()) {
        throw new DataFormatException("cut");
      }
      bytes = Arrays.copyOf(bytes, bytes.length + size);
      System.arraycopy(buffer, 0, bytes, bytes.length - size, size);
    }
    inflater.end();
    return bytes;
  }
}
