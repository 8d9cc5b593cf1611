package io.centraltoken.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.bootstrap.HttpClientBridge;
import io.centraltoken.agent.bootstrap.UrlConnectionBridge;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

/**
 * What ties the rows to the bridge and to the transformer is text: a typing error shows at run time
 * only.
 */
class HookTableTest {
  private final HookTransformer transformer =
      new HookTransformer(
          42,
          "com.example.Connection",
          true,
          new RecordedBridges(),
          new RecordedHooks(new ArrayList<>()));

  private static final List<Hook> ROWS =
      Stream.of(
              UrlConnectionHooks.all(42),
              StreamedBodyHooks.all(42),
              HttpClientHooks.all(42),
              QueryTokenHooks.all(42),
              VendorHooks.all(42, "com/example/Connection"))
          .flatMap(List::stream)
          .toList();

  @Test
  void hasEachRow() {
    Set<String> rows = new LinkedHashSet<>();
    for (Hook row : ROWS) {
      transformer.table().of(row.owner).forEach(hook -> rows.add(hook.toString()));
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void hasOnlyOwnersThatTheTransformerLooksFor() {
    assertThat(ROWS).allSatisfy(row -> assertThat(transformer.isTarget(row.owner)).isTrue());
  }

  @Test
  void callsMethodsThatTheBridgesHave() {
    Set<String> calls = new LinkedHashSet<>();
    ROWS.forEach(row -> row.insert(new Code(new BridgeCalls(calls), row.owner)));
    Set<String> methods = new LinkedHashSet<>();
    for (Class<?> bridge : List.of(UrlConnectionBridge.class, HttpClientBridge.class)) {
      for (Method method : bridge.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          methods.add(
              Type.getInternalName(bridge)
                  + "."
                  + method.getName()
                  + Type.getMethodDescriptor(method));
        }
      }
    }
    assertThat(calls)
        .as("and the bridges have no other")
        .containsExactlyInAnyOrderElementsOf(methods);
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    ROWS.forEach(row -> names.add(row.toString()));
    return names;
  }

  private static final class BridgeCalls extends MethodVisitor {
    private final Set<String> calls;

    BridgeCalls(Set<String> calls) {
      super(Opcodes.ASM9);
      this.calls = calls;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.endsWith("Bridge")) {
        calls.add(owner + "." + name + descriptor);
      }
    }
  }
}
