package io.centraltoken.agent.bootstrap;

import java.io.IOException;

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

  private final JarClasses jar;

  RuntimeClassLoader(JarClasses jar, ClassLoader parent) {
    super(parent);
    this.jar = jar;
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
    try {
      return jar.find(FOLDER + name.replace('.', '/') + SUFFIX);
    } catch (IOException damaged) {
      throw new ClassNotFoundException(name, damaged);
    }
  }
}
