package io.centraltoken.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a JDK has what the hooks of a client touch. */
class HookCheckTest {
  private final HookTable table = new HookTable(42, List.of(VendorHooks.WEBLOGIC), true);

  @ParameterizedTest
  @ValueSource(
      strings = {"HttpURLConnection", "java.net.http", "weblogic.net.http.HttpURLConnection"})
  void findsAllOfItInThisJdk(String client) {
    assertThat(table.ofClient(client)).hasSizeGreaterThan(2);
    assertThat(missing(new ClassMembers(null), client)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HttpURLConnection, sun/net/www/protocol/http/HttpURLConnection, requests",
    "HttpURLConnection, sun/net/www/protocol/http/HttpURLConnection, streaming",
    "HttpURLConnection, sun/net/www/protocol/http/HttpURLConnection$StreamingOutputStream, this$0",
    "HttpURLConnection, sun/net/www/MessageHeader, findValue",
    "java.net.http, jdk/internal/net/http/HttpRequestImpl, requestPublisher",
    "java.net.http, jdk/internal/net/http/Response, headers"
  })
  void namesWhatIsCalledOtherwise(String client, String type, String member) {
    assertThat(missing(new Renamed(type, member), client))
        .isEqualTo(type.replace('/', '.') + "." + member);
    String other = client.equals("java.net.http") ? "HttpURLConnection" : "java.net.http";
    assertThat(missing(new Renamed(type, member), other)).as("the other client").isEmpty();
  }

  @Test
  void namesAClassThatIsGone() {
    ClassMembers none =
        new ClassMembers(null) {
          @Override
          InputStream open(String type) {
            return null;
          }
        };
    assertThat(missing(none, "HttpURLConnection"))
        .startsWith("sun.net.www.protocol.http.HttpURLConnection.writeRequests, ");
  }

  private String missing(ClassMembers members, String client) {
    return new HookCheck(members).missing(table.ofClient(client));
  }

  /** A JDK in which one member has another name. */
  private static final class Renamed extends ClassMembers {
    private final String owner;
    private final String member;

    Renamed(String owner, String member) {
      super(null);
      this.owner = owner;
      this.member = member;
    }

    @Override
    InputStream open(String type) {
      InputStream original = super.open(type);
      if (!type.equals(owner)) {
        return original;
      }
      try (original) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(original.readAllBytes()).accept(renaming(writer), ClassReader.SKIP_CODE);
        return new ByteArrayInputStream(writer.toByteArray());
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    private ClassVisitor renaming(ClassVisitor next) {
      return new ClassVisitor(Opcodes.ASM9, next) {
        @Override
        public FieldVisitor visitField(
            int access, String name, String descriptor, String signature, Object value) {
          return super.visitField(access, renamed(name), descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
          return super.visitMethod(access, renamed(name), descriptor, signature, exceptions);
        }
      };
    }

    private String renamed(String name) {
      return name.equals(member) ? "renamed" : name;
    }
  }
}
