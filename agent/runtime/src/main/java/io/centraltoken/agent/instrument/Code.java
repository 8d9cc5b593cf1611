package io.centraltoken.agent.instrument;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The instructions of which hooks are made, in the words of ASM's GeneratorAdapter. None uses a
 * local variable, so the frames of the original method stay valid. A mark is followed by a NOP, so
 * that its frame never coincides with one of the original code.
 */
final class Code {
  static final String BOOTSTRAP = "io/centraltoken/agent/bootstrap/";
  static final String URL_CONNECTION_BRIDGE = BOOTSTRAP + "UrlConnectionBridge";
  static final String HTTP_CLIENT_BRIDGE = BOOTSTRAP + "HttpClientBridge";

  private final MethodVisitor method;
  private final String owner;

  Code(MethodVisitor method, String owner) {
    this.method = method;
    this.owner = owner;
  }

  Code push(Object value) {
    method.visitLdcInsn(value);
    return this;
  }

  Code pushNull() {
    method.visitInsn(Opcodes.ACONST_NULL);
    return this;
  }

  /** Pushes {@code this}. */
  Code loadThis() {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    return this;
  }

  /** Pushes the first argument. */
  Code loadArgument() {
    method.visitVarInsn(Opcodes.ALOAD, 1);
    return this;
  }

  /** Pushes the three arguments of {@code write(byte[], int, int)}. */
  Code loadWriteArguments() {
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitVarInsn(Opcodes.ILOAD, 2);
    method.visitVarInsn(Opcodes.ILOAD, 3);
    return this;
  }

  /** Pushes a new array that holds the low eight bits of the first argument, an int. */
  Code arrayOfArgument() {
    method.visitInsn(Opcodes.ICONST_1);
    method.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_BYTE);
    method.visitInsn(Opcodes.DUP);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitInsn(Opcodes.I2B);
    method.visitInsn(Opcodes.BASTORE);
    return this;
  }

  /** Pushes {@code this.name}. */
  Code loadField(String name, String descriptor) {
    loadThis();
    method.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
    return this;
  }

  Code invokeVirtual(String type, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type, name, descriptor, false);
    return this;
  }

  Code invokeStatic(String type, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, type, name, descriptor, false);
    return this;
  }

  Code checkCast(String type) {
    method.visitTypeInsn(Opcodes.CHECKCAST, type);
    return this;
  }

  Code dup() {
    method.visitInsn(Opcodes.DUP);
    return this;
  }

  Code swap() {
    method.visitInsn(Opcodes.SWAP);
    return this;
  }

  Code pop() {
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

  Code ifNotNull(Label target) {
    method.visitJumpInsn(Opcodes.IFNONNULL, target);
    return this;
  }

  /** Jumps unless the two numbers on the stack are the same. */
  Code ifDifferent(Label target) {
    method.visitJumpInsn(Opcodes.IF_ICMPNE, target);
    return this;
  }

  /** Sets {@code this.name}; {@code this} lies under the value. */
  Code putField(String name, String descriptor) {
    method.visitFieldInsn(Opcodes.PUTFIELD, owner, name, descriptor);
    return this;
  }

  /** Pushes a new object that is made without arguments. */
  Code newObject(String type) {
    method.visitTypeInsn(Opcodes.NEW, type);
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
    return this;
  }

  /** Throws a new exception of a type that takes a message. */
  Code throwNew(String type, String message) {
    method.visitTypeInsn(Opcodes.NEW, type);
    method.visitInsn(Opcodes.DUP);
    method.visitLdcInsn(message);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "(Ljava/lang/String;)V", false);
    method.visitInsn(Opcodes.ATHROW);
    return this;
  }

  Code add() {
    method.visitInsn(Opcodes.IADD);
    return this;
  }

  Code returnNull() {
    return pushNull().returnReference();
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

  Code goTo(Label target) {
    method.visitJumpInsn(Opcodes.GOTO, target);
    return this;
  }

  /** Where jumps arrive with an empty stack. */
  Code mark(Label label) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    method.visitInsn(Opcodes.NOP);
    return this;
  }

  /**
   * Where jumps arrive with one value on the stack.
   *
   * @param type the internal name of a class, or {@link Opcodes#INTEGER}
   */
  Code markWith(Label label, Object type) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type});
    method.visitInsn(Opcodes.NOP);
    return this;
  }
}
