package io.centraltoken.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * Which calls stand where afterwards, in the classes of this JDK; that they do what they should is
 * seen on the wire, in the end-to-end test.
 */
class HookTransformerTest {
  private final List<String> events = new ArrayList<>();
  private final HookListener listener = new RecordedHooks(events);
  private HookTransformer transformer =
      new HookTransformer(42, "com.example.Connection", false, new RecordedBridges(), listener);

  @Test
  void hooksHttpUrlConnectionOnTheWireSide() throws IOException {
    byte[] hooked = transform(UrlConnectionHooks.CONNECTION);
    assertThat(bridgeCalls(hooked))
        .containsExactlyInAnyOrder(
            "writeRequests -> isLeftover",
            "writeRequests -> authorization",
            "getServerAuthentication -> isRejected",
            "streaming -> keptBody",
            "streaming -> isKeptBodySent",
            "expect100Continue -> rejected",
            "getInputStream0 -> extraRounds",
            "followRedirect -> isQuotaDue",
            "followRedirect -> quota",
            "followRedirect -> mayReplay",
            "followRedirect -> replays");
    assertThat(events).containsExactly("applied sun.net.www.protocol.http.HttpURLConnection");
  }

  @Test
  void hooksWhereARejectedRequestCanBeSentAgain() throws IOException {
    assertThat(bridgeCalls(transform(StreamedBodyHooks.STREAM)))
        .containsExactly("write -> wrote", "write -> wrote");
    assertThat(bridgeCalls(transform(HttpClientHooks.EXCHANGE)))
        .containsExactly(
            "responseAsync -> begin", "responseAsync -> readers", "responseAsync -> response");
    assertThat(bridgeCalls(transform(HttpClientHooks.MULTI_EXCHANGE)))
        .containsExactly("responseFilters -> sendsAgain");
    assertThat(bridgeCalls(transform(HttpClientHooks.AUTHENTICATION_FILTER)))
        .containsExactly("response -> isRejected");
    assertThat(bridgeCalls(transform(HttpClientHooks.RESPONSE_OF_PROGRAM)))
        .containsExactly("previousResponse -> shown");
    assertThat(events).hasSize(5).allMatch(event -> event.startsWith("applied "));
  }

  @Test
  void hooksHttpClientWhereHeadersAreWritten() throws IOException {
    byte[] hooked = transform(HttpClientHooks.REQUEST);
    assertThat(bridgeCalls(hooked))
        .hasSizeGreaterThan(4) // a JDK has one constructor or two for redirects
        .containsOnly(
            "<init> -> publisher",
            "bodyPublisher -> shown",
            "getUserHeaders -> userHeaders",
            "getSystemHeadersBuilder -> authorization");
    assertThat(events).containsExactly("applied jdk.internal.net.http.HttpRequestImpl");
  }

  /** Only for those who want it: else no more classes are hooked than must be. */
  @Test
  void hooksWhereQueriesAreWrittenIfTheirTokensAreReplaced() throws IOException {
    assertThat(transform(QueryTokenHooks.HTTP_1)).isNull();
    assertThat(transform(QueryTokenHooks.HTTP_2)).isNull();
    transformer = new HookTransformer(42, null, true, new RecordedBridges(), listener);
    assertThat(bridgeCalls(transform(QueryTokenHooks.HTTP_1)))
        .as("at each return")
        .hasSizeGreaterThan(1)
        .containsOnly("requestURI -> requestTarget");
    assertThat(bridgeCalls(transform(QueryTokenHooks.HTTP_2)))
        .containsExactly("getRequestPseudoHeaders -> requestTarget");
    assertThat(bridgeCalls(transform(UrlConnectionHooks.CONNECTION)))
        .contains("getRequestURI -> requestLine")
        .containsSubsequence("writeRequests -> authorization", "writeRequests -> requestLine");
  }

  /** A vendor overrides what it likes; where it overrides nothing, there is nothing to hook. */
  @Test
  void hooksThePublicMethodsThatAVendorsConnectionHas() {
    byte[] vendors = connection("connect", "disconnect");
    byte[] hooked = transformer.transform(null, "com/example/Connection", null, null, vendors);
    assertThat(bridgeCalls(hooked)).containsExactly("connect -> begin");
    assertThat(transformer.transform(null, "com/example/Connection", null, null, connection("x")))
        .isNull();
    assertThat(events).hasSize(2).first().isEqualTo("applied com.example.Connection");
    assertThat(events.get(1)).startsWith("failed ");
  }

  /** A class of the application that is called like one of the JDK or of a server. */
  @Test
  void leavesNamesakesAlone() throws IOException {
    ClassLoader own = new ClassLoader() {};
    ClassLoader application = ClassLoader.getSystemClassLoader();
    byte[] original = original(UrlConnectionHooks.CONNECTION);
    for (ClassLoader loader : new ClassLoader[] {own, application}) {
      assertThat(transformer.transform(loader, UrlConnectionHooks.CONNECTION, null, null, original))
          .isNull();
      assertThat(
              transformer.transform(
                  loader, VendorHooks.WEBLOGIC, null, null, connection("connect")))
          .as("without the server")
          .isNull();
    }
    assertThat(events).isEmpty();
  }

  /** The JVM swallows what a transformer throws. */
  @Test
  void saysThatTheTableOfHooksCannotBeMade() throws IOException {
    transformer =
        new HookTransformer(42, null, false, new RecordedBridges(), listener) {
          @Override
          HookTable table() {
            throw new NoClassDefFoundError("the jar was replaced");
          }
        };
    assertThat(transform(UrlConnectionHooks.CONNECTION)).isNull();
    assertThat(transform(HttpClientHooks.EXCHANGE)).isNull();
    assertThat(events)
        .containsExactly(
            "failed sun.net.www.protocol.http.HttpURLConnection: java.lang.NoClassDefFoundError: the jar was replaced");
  }

  private static byte[] connection(String... methods) {
    ClassWriter writer = new ClassWriter(0);
    String parent = "java/net/HttpURLConnection";
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "com/example/Connection", null, parent, null);
    for (String name : methods) {
      MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, "()V", null, null);
      method.visitCode();
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 1);
      method.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Java 40 must not mean that nothing is hooked because a library has not heard of it. */
  @Test
  void hooksAClassOfAJdkThatAsmDoesNotKnow() throws IOException {
    byte[] original = original(UrlConnectionHooks.CONNECTION);
    original[7] = 84;
    byte[] hooked =
        transformer.transform(null, UrlConnectionHooks.CONNECTION, null, null, original);
    assertThat(events).containsExactly("applied sun.net.www.protocol.http.HttpURLConnection");
    assertThat(hooked[7]).isEqualTo((byte) 84);
    hooked[7] = 61;
    assertThat(bridgeCalls(hooked)).hasSize(11);
  }

  @Test
  void leavesAllOtherClassesAlone() {
    assertThat(transformer.transform(null, "java/lang/String", null, null, new byte[0])).isNull();
    assertThat(transformer.transform(null, null, null, null, new byte[0])).isNull();
    assertThat(events).isEmpty();
  }

  @Test
  void saysSoAndChangesNothingWhenAMethodIsMissing() {
    ClassWriter other = new ClassWriter(0);
    other.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC,
        UrlConnectionHooks.CONNECTION,
        null,
        "java/lang/Object",
        null);
    other.visitEnd();
    assertThat(
            transformer.transform(
                null, UrlConnectionHooks.CONNECTION, null, null, other.toByteArray()))
        .isNull();
    assertThat(events)
        .singleElement()
        .asString()
        .startsWith("failed [sun.net.www.protocol.http.HttpURLConnection.writeRequests, ")
        .endsWith("]: there is no such method");
  }

  @Test
  void saysSoAndChangesNothingWhenAClassCannotBeRead() {
    assertThat(
            transformer.transform(null, UrlConnectionHooks.CONNECTION, null, null, new byte[100]))
        .isNull();
    assertThat(events)
        .singleElement()
        .asString()
        .startsWith("failed sun.net.www.protocol.http.HttpURLConnection: ");
  }

  private byte[] transform(String name) throws IOException {
    return transformer.transform(null, name, null, null, original(name));
  }

  private static byte[] original(String name) throws IOException {
    try (InputStream original = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return original.readAllBytes();
    }
  }

  private static List<String> bridgeCalls(byte[] classFile) {
    List<String> calls = new ArrayList<>();
    ClassVisitor recorder =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String caller, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode,
                  String owner,
                  String name,
                  String calledDescriptor,
                  boolean isInterface) {
                if (owner.startsWith(Code.BOOTSTRAP)) {
                  calls.add(caller + " -> " + name);
                }
              }
            };
          }
        };
    new ClassReader(classFile).accept(recorder, 0);
    return calls;
  }
}
