package io.centraltoken.agent.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines about what was not foreseen; a message of an exception may hold a secret. */
class FaultsTest {
  @Test
  void namesTheFaultAndItsPlace() {
    assertThat(Faults.unforeseen(new IllegalStateException("MARKER")))
        .startsWith(
            "internal error: java.lang.IllegalStateException at "
                + "io.centraltoken.agent.message.FaultsTest.namesTheFaultAndItsPlace(")
        .doesNotContain("MARKER");
  }

  /** Its static initializer has failed, for example where memory was exhausted; it stays so. */
  @Test
  void saysWhatToDoWhereAClassIsBroken() {
    assertThat(Faults.unforeseen(new NoClassDefFoundError("MARKER")))
        .startsWith("internal error: java.lang.NoClassDefFoundError at ")
        .endsWith("; restart this JVM if it happens again")
        .doesNotContain("MARKER");
  }

  /** A manager that the program has set itself rejects whatever it likes, at any moment. */
  @Test
  void saysWhatToDoWhereASecurityManagerDeniesAPermission() {
    assertThat(Faults.unforeseen(new ExceptionInInitializerError(new SecurityException("MARKER"))))
        .startsWith("the agent lacks a permission: java.lang.SecurityException at ")
        .endsWith("; let the SecurityManager of this JVM grant all permissions to the agent's jar")
        .doesNotContain("MARKER");
  }

  /** A restart does not help where a permission is missing. */
  @Test
  void saysThatAPermissionIsMissingAlsoWhereAClassIsBrokenByThat() {
    Throwable broken =
        new NoClassDefFoundError("MARKER").initCause(new SecurityException("MARKER"));
    assertThat(Faults.unforeseen(broken))
        .startsWith("the agent lacks a permission: java.lang.SecurityException at ")
        .doesNotContain("MARKER", "restart");
  }
}
