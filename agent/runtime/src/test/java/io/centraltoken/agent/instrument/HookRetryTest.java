package io.centraltoken.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class whose loading meets a full stack or a full heap is hooked later. */
class HookRetryTest {
  private final List<String> events = new ArrayList<>();
  private final Instrumentation jvm = jvm();
  private int failures;
  private VirtualMachineError failure = new StackOverflowError();
  private int retransformed;
  private boolean refuses;

  private final HookTransformer transformer =
      new HookTransformer(42, null, false, new RecordedBridges(), new RecordedHooks(events)) {
        @Override
        HookTable table() {
          if (failures > 0) {
            failures--;
            throw failure;
          }
          return super.table();
        }
      };

  @Test
  void hooksTheClassThatWasLoadedWithoutRoomOnTheStack() {
    failures = 1;
    assertThat(transform()).isNull();
    assertThat(events).isEmpty();
    transformer.retry(jvm);
    assertThat(retransformed).isOne();
    assertThat(events).containsExactly("applied sun.net.www.protocol.http.HttpURLConnection");
    transformer.retry(jvm);
    assertThat(retransformed).isOne();
  }

  @Test
  void doesNothingWhereNothingIsLeft() {
    transformer.retry(jvm);
    assertThat(transform()).isNotNull();
    transformer.retry(jvm);
    assertThat(retransformed).isZero();
  }

  @Test
  void triesAgainUntilTheHeapHasRoom() {
    failure = new OutOfMemoryError();
    failures = 30;
    assertThat(transform()).isNull();
    for (int turn = 0; turn < 29; turn++) {
      transformer.retry(jvm);
    }
    assertThat(events).isEmpty();
    transformer.retry(jvm);
    assertThat(events).containsExactly("applied sun.net.www.protocol.http.HttpURLConnection");
  }

  @Test
  void saysOnceThatAClassCannotBeHooked() {
    failures = Integer.MAX_VALUE;
    assertThat(transform()).isNull();
    for (int turn = 0; turn < 200; turn++) {
      transformer.retry(jvm);
    }
    assertThat(retransformed).isEqualTo(60);
    assertThat(events)
        .containsExactly(
            "failed sun.net.www.protocol.http.HttpURLConnection: no room for it on the heap");
  }

  @Test
  void saysOnceThatTheJvmRefusesAClass() {
    failures = 1;
    refuses = true;
    assertThat(transform()).isNull();
    for (int turn = 0; turn < 200; turn++) {
      transformer.retry(jvm);
    }
    assertThat(retransformed).isOne();
    assertThat(events)
        .containsExactly(
            "failed sun.net.www.protocol.http.HttpURLConnection: java.lang.instrument.UnmodifiableClassException");
  }

  /** What a JVM does with the one class that is loaded. */
  private Instrumentation jvm() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAllLoadedClasses")) {
                return new Class<?>[] {String.class, connection()};
              }
              assertThat(method.getName()).isEqualTo("retransformClasses");
              retransformed++;
              if (refuses) {
                throw new UnmodifiableClassException();
              }
              transform();
              return null;
            });
  }

  private static Class<?> connection() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URL("http://127.0.0.1:1/").openConnection();
      return connection.getClass();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private byte[] transform() {
    String name = UrlConnectionHooks.CONNECTION;
    try (InputStream file = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return transformer.transform(null, name, null, null, file.readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
