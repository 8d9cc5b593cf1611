package io.centraltoken.agent.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which. Here, because this module sees all classes of the agent. */
class ArchitectureTest {
  private static final String AGENT = "io.centraltoken.agent.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.centraltoken.agent");

  @ParameterizedTest
  @CsvSource({
    "bootstrap, bootstrap",
    "config, config",
    "instrument, instrument bootstrap",
    "message, message",
    "proxy, proxy",
    "oauth, oauth message proxy",
    "token, token message oauth",
    "store, store message oauth token",
    "request, request bootstrap config oauth token",
    "observe, observe bootstrap config instrument message oauth request token",
    "monitor, monitor message oauth observe request token",
    "runtime, runtime monitor bootstrap config instrument message oauth observe proxy request store token",
    "cli, cli bootstrap config instrument message oauth observe runtime token"
  })
  void packageKnowsOnly(String name, String known) {
    String[] foreign =
        Stream.of(
                "bootstrap",
                "config",
                "instrument",
                "message",
                "proxy",
                "oauth",
                "token",
                "store",
                "request",
                "observe",
                "monitor",
                "runtime",
                "cli")
            .filter(other -> !List.of(known.split(" ")).contains(other))
            .map(other -> AGENT + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(AGENT + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign)
        .check(CLASSES);
  }

  @Test
  void byteBuddyStaysInInstrument() {
    classes()
        .that()
        .resideOutsideOfPackage(AGENT + "instrument")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("net.bytebuddy..")
        .check(CLASSES);
  }

  @Test
  void bootstrapNeedsNothingButJavaBaseAndInstrument() {
    classes()
        .that()
        .resideInAPackage(AGENT + "bootstrap")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            AGENT + "bootstrap",
            "java.io",
            "java.lang..",
            "java.net",
            "java.nio",
            "java.nio.charset",
            "java.security..",
            "java.util..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(AGENT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void classesFormNoCycle() {
    slices().assignedFrom(new OutermostClasses()).should().beFreeOfCycles().check(CLASSES);
  }

  /** A class and those that are nested in it may know each other. */
  private static final class OutermostClasses implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""));
    }

    @Override
    public String getDescription() {
      return "each outermost class";
    }
  }
}
