package io.centraltoken.agent.instrument;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Whether all that the rows of one client touch is there, before the first of them is applied: in a
 * JDK where a field has another name, a hook that uses it would fail every request of the JVM.
 */
final class HookCheck {
  private final ClassMembers members;
  private final Set<String> missing = new LinkedHashSet<>();

  HookCheck(ClassMembers members) {
    this.members = members;
  }

  /** What is missing, for people; empty: nothing. */
  String missing(List<Hook> hooks) {
    for (Hook hook : hooks) {
      if (!hook.isOptional()) {
        require(hook.owner, hook.name, hook.descriptor);
        hook.insert(new Code(new Touched(), hook.owner));
      }
    }
    return String.join(", ", missing);
  }

  private void require(String owner, String name, String descriptor) {
    boolean isSure = owner.startsWith(Code.BOOTSTRAP) || owner.startsWith("java/lang/");
    if (!isSure && !members.has(owner, name, descriptor)) {
      missing.add(owner.replace('/', '.') + "." + name);
    }
  }

  /** Is told what a hook would do, and does none of it. */
  private final class Touched extends MethodVisitor {
    Touched() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      require(owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      require(owner, name, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof Handle) {
        Handle handle = (Handle) value;
        require(handle.getOwner(), handle.getName(), handle.getDesc());
      }
    }
  }
}
