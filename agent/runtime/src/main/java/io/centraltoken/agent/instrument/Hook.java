package io.centraltoken.agent.instrument;

/** One row of the table: which method of the JDK, where in it, and what is inserted. */
abstract class Hook {
  /** Before the first instruction, with an empty stack. */
  static final int AT_ENTRY = 0;

  /** Before each return of a reference, which lies on the stack, or of nothing. */
  static final int AT_RETURN = 1;

  final String owner;
  final String name;
  final String descriptor;
  final int where;

  Hook(String owner, String name, String descriptor, int where) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.where = where;
  }

  abstract void insert(Code code);

  /** Whether the class is hooked too where it has no such method, but another of its rows. */
  boolean isOptional() {
    return false;
  }

  boolean isFor(String methodName, String methodDescriptor) {
    return name.equals(methodName) && descriptor.equals(methodDescriptor);
  }

  @Override
  public String toString() {
    return owner.replace('/', '.') + "." + name;
  }
}
