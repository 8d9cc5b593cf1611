package io.centraltoken.agent.bootstrap;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads {@code runtime/<name>.classdata} of the agent's jar, own classes first, so that no
 * application sees the agent's libraries and the agent sees none of the application's. Classes load
 * through it inside the transformation of JDK classes: it may open no URL connection and use no
 * lambda, or it waits for itself.
 */
final class RuntimeClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  RuntimeClassLoader(JarFile jar, ClassLoader parent) {
    super(parent);
    this.jar = jar;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        ZipEntry entry = jar.getEntry("runtime/" + name.replace('.', '/') + ".classdata");
        found = entry == null ? super.loadClass(name, false) : define(name, entry);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private Class<?> define(String name, ZipEntry entry) throws ClassNotFoundException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name + " cannot be read from " + jar.getName(), unreadable);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
