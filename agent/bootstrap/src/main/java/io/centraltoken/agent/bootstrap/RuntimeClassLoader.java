package io.centraltoken.agent.bootstrap;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;

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
  private final ProtectionDomain domain;

  /**
   * @param location of the jar: what a security policy calls the code base of the classes
   */
  RuntimeClassLoader(JarClasses jar, URL location, ClassLoader parent) {
    super(parent);
    this.jar = jar;
    CodeSource source = new CodeSource(location, (Certificate[]) null);
    this.domain = new ProtectionDomain(source, null, this, null);
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
                : defineClass(name, bytes, 0, bytes.length, domain);
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
