package io.centraltoken.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientBridgesTest {
  private final List<String> events = new ArrayList<>();
  private final RecordedBridges bridges = new RecordedBridges();
  private final HookTransformer transformer =
      new HookTransformer(42, null, false, bridges, new RecordedHooks(events));

  /** Else the first request would find nobody to answer it. */
  @Test
  void connectsTheBridgeOfAClientBeforeItsFirstClassIsHooked() throws IOException {
    assertThat(transform(HttpClientHooks.EXCHANGE)).isNotNull();
    assertThat(bridges.connected).containsExactly("HttpClient");
    assertThat(transform(StreamedBodyHooks.STREAM)).isNotNull();
    assertThat(bridges.connected).containsExactly("HttpClient", "HttpURLConnection");
  }

  @Test
  void hooksNothingWhoseBridgeCannotBeConnected() throws IOException {
    bridges.isJarIncomplete = true;
    assertThat(transform(HttpClientHooks.EXCHANGE)).isNull();
    assertThat(transform(UrlConnectionHooks.CONNECTION)).isNotNull();
    assertThat(events.get(0))
        .startsWith("failed jdk.internal.net.http.Exchange: ")
        .contains("ClassNotFoundException");
  }

  private byte[] transform(String className) throws IOException {
    try (InputStream file = ClassLoader.getSystemResourceAsStream(className + ".class")) {
      return transformer.transform(null, className, null, null, file.readAllBytes());
    }
  }
}
