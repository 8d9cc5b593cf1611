package io.centraltoken.agent.instrument;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The few words in which hooks are written; each pushes, calls or jumps, and none uses a local
 * variable, so the frames of the original method stay valid. A join is followed by a NOP, so that
 * its frame never coincides with one of the original code.
 */
final class Code {
  static final String BRIDGE = "io/centraltoken/agent/bootstrap/Bridge";

  private final MethodVisitor method;
  private final String owner;

  Code(MethodVisitor method, String owner) {
    this.method = method;
    this.owner = owner;
  }

  Code constant(Object value) {
    method.visitLdcInsn(value);
    return this;
  }

  Code nothing() {
    method.visitInsn(Opcodes.ACONST_NULL);
    return this;
  }

  /** Pushes {@code this}. */
  Code self() {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    return this;
  }

  /** Pushes the first argument. */
  Code argument() {
    method.visitVarInsn(Opcodes.ALOAD, 1);
    return this;
  }

  /** Pushes {@code this.name}. */
  Code field(String name, String descriptor) {
    self();
    method.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
    return this;
  }

  Code call(String type, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type, name, descriptor, false);
    return this;
  }

  Code callStatic(String type, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, type, name, descriptor, false);
    return this;
  }

  Code bridge(String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, name, descriptor, false);
    return this;
  }

  Code cast(String type) {
    method.visitTypeInsn(Opcodes.CHECKCAST, type);
    return this;
  }

  Code duplicate() {
    method.visitInsn(Opcodes.DUP);
    return this;
  }

  Code swap() {
    method.visitInsn(Opcodes.SWAP);
    return this;
  }

  Code drop() {
    method.visitInsn(Opcodes.POP);
    return this;
  }

  Code ifNull(Label target) {
    method.visitJumpInsn(Opcodes.IFNULL, target);
    return this;
  }

  Code ifFalse(Label target) {
    method.visitJumpInsn(Opcodes.IFEQ, target);
    return this;
  }

  /** Jumps unless the two numbers on the stack are the same. */
  Code ifDifferent(Label target) {
    method.visitJumpInsn(Opcodes.IF_ICMPNE, target);
    return this;
  }

  /** Sets {@code this.name}; {@code this} lies under the value. */
  Code assign(String name, String descriptor) {
    method.visitFieldInsn(Opcodes.PUTFIELD, owner, name, descriptor);
    return this;
  }

  Code widen() {
    method.visitInsn(Opcodes.I2L);
    return this;
  }

  Code narrow() {
    method.visitInsn(Opcodes.L2I);
    return this;
  }

  /** The bits that both numbers on the stack have. */
  Code and() {
    method.visitInsn(Opcodes.IAND);
    return this;
  }

  Code returnNull() {
    return nothing().returnReference();
  }

  /** Is not met by a hook {@link Hook#AT_RETURN} of the same method. */
  Code returnReference() {
    method.visitInsn(Opcodes.ARETURN);
    return this;
  }

  Code returnTrue() {
    method.visitInsn(Opcodes.ICONST_1);
    method.visitInsn(Opcodes.IRETURN);
    return this;
  }

  Code jump(Label target) {
    method.visitJumpInsn(Opcodes.GOTO, target);
    return this;
  }

  /** Where jumps arrive with an empty stack. */
  Code join(Label label) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    method.visitInsn(Opcodes.NOP);
    return this;
  }

  /** Where jumps arrive with one value of the type on the stack. */
  Code joinWith(Label label, String type) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type});
    method.visitInsn(Opcodes.NOP);
    return this;
  }
}
