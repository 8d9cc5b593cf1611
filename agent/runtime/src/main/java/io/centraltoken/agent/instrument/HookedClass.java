package io.centraltoken.agent.instrument;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/** One target class with its hooks in place, all of them or none. */
final class HookedClass {
  /** Where a class file has its minor and major version (JVMS, section 4.1). */
  private static final int VERSION = 4;

  private static final int NEWEST = Opcodes.V28;

  private HookedClass() {}

  /** The class file to define, or null: the class stays as it was, and the listener knows why. */
  static byte[] of(String className, byte[] classFile, HookTable table, HookListener listener) {
    String name = className.replace('/', '.');
    try {
      List<Hook> hooks = table.of(className);
      ClassReader reader = new ClassReader(readable(classFile));
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      HookClassVisitor visitor = new HookClassVisitor(writer, hooks);
      reader.accept(visitor, 0);
      if (isEnough(hooks, visitor.missing())) {
        byte[] hooked = writer.toByteArray();
        System.arraycopy(classFile, VERSION, hooked, VERSION, 4);
        listener.applied(HookTable.client(className), name);
        return hooked;
      }
      listener.failed(visitor.missing().toString(), "there is no such method");
    } catch (VirtualMachineError full) { // the stack or the heap: it is tried again
      throw full;
    } catch (Throwable failure) {
      listener.failed(name, failure.toString());
    }
    return null;
  }

  private static boolean isEnough(List<Hook> hooks, List<Hook> missing) {
    for (Hook hook : missing) {
      if (!hook.isOptional()) {
        return false;
      }
    }
    return missing.size() < hooks.size();
  }

  /**
   * A JDK that is newer than ASM still has classes that ASM can read, if their version does not say
   * no: it is lowered for the reading, and put back. Java 17 to 27 brought no change that matters.
   */
  static byte[] readable(byte[] classFile) {
    int major = ((classFile[VERSION + 2] & 0xff) << 8) | (classFile[VERSION + 3] & 0xff);
    if (major <= NEWEST) {
      return classFile;
    }
    byte[] lowered = classFile.clone();
    lowered[VERSION + 2] = 0;
    lowered[VERSION + 3] = (byte) NEWEST;
    return lowered;
  }
}
