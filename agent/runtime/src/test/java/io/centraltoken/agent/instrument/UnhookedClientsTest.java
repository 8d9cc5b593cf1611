package io.centraltoken.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnhookedClientsTest {
  private final List<String> events = new ArrayList<>();
  private final HookTransformer transformer =
      new HookTransformer(42, null, false, new RecordedBridges(), new RecordedHooks(events));

  @Test
  void areSaidWhenTheyMakeARequest() {
    assertThat(load("okhttp3/internal/http/CallServerInterceptor")).isNull();
    assertThat(load("org/apache/http/protocol/HttpRequestExecutor")).isNull();
    assertThat(events).containsExactly("unhooked OkHttp", "unhooked Apache HttpClient 4");
  }

  @Test
  void areNoOtherClasses() {
    assertThat(load("okhttp3/OkHttpClient")).isNull();
    assertThat(load(null)).as("a hidden class").isNull();
    assertThat(events).isEmpty();
  }

  private byte[] load(String className) {
    return transformer.transform(
        UnhookedClientsTest.class.getClassLoader(), className, null, null, new byte[0]);
  }
}
