package io.centraltoken.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookEventsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final HookEvents hooks =
      new HookEvents(Log.to(new PrintStream(written, true, StandardCharsets.UTF_8), false));

  @Test
  void namesTheClientsWithHooksInOneLineWhenThereIsANewOne() {
    hooks.applied("HttpURLConnection", "sun.net.www.protocol.http.HttpURLConnection");
    hooks.applied("HttpURLConnection", "sun.net.www.protocol.http.HttpURLConnection$Stream");
    assertThat(lines()).as("nothing inside class loading").isEmpty();
    hooks.report();
    hooks.applied("java.net.http", "jdk.internal.net.http.Exchange");
    hooks.report();
    hooks.report();
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).endsWith("INFO hooks in place: HttpURLConnection");
    assertThat(lines().get(1)).endsWith("INFO hooks in place: HttpURLConnection, java.net.http");
  }

  @Test
  void namesAClientWithoutHooksOnce() {
    hooks.unhooked("OkHttp");
    hooks.unhooked("OkHttp");
    hooks.report();
    assertThat(lines()).singleElement().asString().contains("uses OkHttp, which is not hooked");
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
