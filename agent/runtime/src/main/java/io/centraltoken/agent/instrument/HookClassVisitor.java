package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Inserts the hooks of one class and keeps those that found no method: a hook that is not there is
 * said loudly.
 */
final class HookClassVisitor extends ClassVisitor {
  private final List<Hook> hooks;
  private final List<Hook> missing;

  HookClassVisitor(ClassVisitor next, List<Hook> hooks) {
    super(Opcodes.ASM9, next);
    this.hooks = hooks;
    this.missing = new ArrayList<>(hooks);
  }

  /** Hooks that found no place in the class, after it was read. */
  List<Hook> missing() {
    return missing;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_BRIDGE | Opcodes.ACC_STATIC)) != 0) {
      return next;
    }
    // of two hooks of one method the later one sees no return that the earlier one inserts
    for (Hook hook : hooks) {
      if (hook.isFor(name, descriptor)) {
        next = new Insertion(next, hook, missing);
      }
    }
    return next;
  }

  private static final class Insertion extends MethodVisitor {
    private final Hook hook;
    private final List<Hook> missing;

    Insertion(MethodVisitor next, Hook hook, List<Hook> missing) {
      super(Opcodes.ASM9, next);
      this.hook = hook;
      this.missing = missing;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (hook.where == Hook.AT_ENTRY) {
        insert();
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      super.visitFieldInsn(opcode, owner, name, descriptor);
      boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
      if (reads && hook.where == Hook.AFTER_FIELD && hook.isAfter(owner, name)) {
        insert();
      }
    }

    @Override
    public void visitInsn(int opcode) {
      boolean returns = opcode == Opcodes.ARETURN || opcode == Opcodes.RETURN;
      if ((returns && hook.where == Hook.AT_RETURN)
          || (opcode == Opcodes.ATHROW && hook.where == Hook.AT_THROW)) {
        insert();
      }
      super.visitInsn(opcode);
    }

    private void insert() {
      hook.insert(new Code(mv, hook.owner));
      missing.remove(hook);
    }
  }
}
