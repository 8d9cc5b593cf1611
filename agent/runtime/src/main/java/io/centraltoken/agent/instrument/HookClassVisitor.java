package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Inserts the hooks of one class and keeps those that found no method: a hook that is not there is
 * said loudly.
 */
final class HookClassVisitor extends ClassVisitor {
  private final List<Hook> missing;

  HookClassVisitor(ClassVisitor next, List<Hook> hooks) {
    super(Opcodes.ASM9, next);
    this.missing = new ArrayList<>(hooks);
  }

  /** Hooks whose method the class does not have, after it was read. */
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
    for (Iterator<Hook> hooks = missing.iterator(); hooks.hasNext(); ) {
      Hook hook = hooks.next();
      if (hook.isFor(name, descriptor)) {
        hooks.remove();
        next = new Insertion(next, hook);
      }
    }
    return next;
  }

  private static final class Insertion extends MethodVisitor {
    private final Hook hook;

    Insertion(MethodVisitor next, Hook hook) {
      super(Opcodes.ASM9, next);
      this.hook = hook;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (hook.where == Hook.AT_ENTRY) {
        hook.insert(new Code(mv, hook.owner));
      }
    }

    @Override
    public void visitInsn(int opcode) {
      boolean returns = opcode == Opcodes.ARETURN || opcode == Opcodes.RETURN;
      if (returns && hook.where == Hook.AT_RETURN) {
        hook.insert(new Code(mv, hook.owner));
      }
      super.visitInsn(opcode);
    }
  }
}
