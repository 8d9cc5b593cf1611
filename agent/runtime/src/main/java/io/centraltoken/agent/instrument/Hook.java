package io.centraltoken.agent.instrument;

/** One row of the table: which method of the JDK, where in it, and what is inserted. */
abstract class Hook {
  /** Before the first instruction, with an empty stack. */
  static final int AT_ENTRY = 0;

  /** Before each return of a reference, which lies on the stack, or of nothing. */
  static final int AT_RETURN = 1;

  /** Before each throw of what lies on the stack. */
  static final int AT_THROW = 2;

  /** After a field was read, see {@link #isAfter}. */
  static final int AFTER_FIELD = 3;

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

  /** Whether it is inserted after this field was read, whose value lies on the stack. */
  boolean isAfter(String fieldOwner, String field) {
    return false;
  }

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
