package io.centraltoken.agent.instrument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The fields and methods of classes, read from their files: a class that is about to be loaded
 * cannot be asked, and its neighbours must not be loaded for it.
 */
class ClassMembers {
  private final ClassLoader loader;
  private final Map<String, Members> known = new HashMap<>();

  /**
   * @param loader of the classes; null: the boot loader
   */
  ClassMembers(ClassLoader loader) {
    this.loader = loader;
  }

  /** Whether the class has such a field or method, or inherits one. */
  boolean has(String type, String name, String descriptor) {
    Members members = members(type);
    return members != null
        && (members.names.contains(name + descriptor) || inherits(members, name + descriptor));
  }

  private boolean inherits(Members heir, String member) {
    for (String parent : heir.parents) {
      Members members = members(parent);
      if (members != null && (members.inherited.contains(member) || inherits(members, member))) {
        return true;
      }
    }
    return false;
  }

  /**
   * @return null if there is no such class
   */
  InputStream open(String type) {
    String resource = type + ".class";
    InputStream in =
        loader == null
            ? Object.class.getResourceAsStream("/" + resource)
            : loader.getResourceAsStream(resource);
    return in == null ? ClassLoader.getSystemResourceAsStream(resource) : in;
  }

  /** No lambda here: classes are being loaded. */
  private Members members(String type) {
    Members members = known.get(type);
    if (members == null && !known.containsKey(type)) {
      members = read(type);
      known.put(type, members);
    }
    return members;
  }

  private Members read(String type) {
    try (InputStream in = open(type)) {
      return in == null ? null : new Members(new ClassReader(HookedClass.readable(bytes(in))));
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      all.write(buffer, 0, read);
    }
    return all.toByteArray();
  }

  /** Of one class. */
  private static final class Members extends ClassVisitor {
    private final Set<String> names = new HashSet<>();
    private final Set<String> inherited = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    Members(ClassReader reader) {
      super(Opcodes.ASM9);
      if (reader.getSuperName() != null) {
        parents.add(reader.getSuperName());
      }
      Collections.addAll(parents, reader.getInterfaces());
      int names = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
      reader.accept(this, names);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      add(access, name + descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      add(access, name + descriptor);
      return null;
    }

    private void add(int access, String member) {
      names.add(member);
      if ((access & Opcodes.ACC_PRIVATE) == 0) {
        inherited.add(member);
      }
    }
  }
}
