package io.centraltoken.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Asked by the JVM for every class it loads, on any thread: compares the name, and does nothing else for a class that is not a target. */
public final class HookTransformer implements ClassFileTransformer {
  @Override
  public byte[] transform(ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
    return null;
  }
}
