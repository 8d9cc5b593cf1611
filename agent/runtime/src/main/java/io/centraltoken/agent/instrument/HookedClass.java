package io.centraltoken.agent.instrument;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;

/** One target class with its hooks in place, all of them or none. */
final class HookedClass {
  private HookedClass() {}

  /** The class file to define, or null: the class stays as it was, and the listener knows why. */
  static byte[] of(String className, byte[] classFile, long key, HookListener listener) {
    String name = className.replace('/', '.');
    try {
      List<Hook> hooks = new HookTable(key).of(className);
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      HookClassVisitor visitor = new HookClassVisitor(writer, hooks);
      reader.accept(visitor, 0);
      if (visitor.missing().isEmpty()) {
        listener.applied(name);
        return writer.toByteArray();
      }
      listener.failed(visitor.missing().toString(), "this JDK has no such method");
    } catch (Throwable failure) {
      listener.failed(name, failure.toString());
    }
    return null;
  }
}
