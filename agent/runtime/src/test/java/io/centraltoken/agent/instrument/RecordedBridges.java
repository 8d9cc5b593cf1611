package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.List;

/** Writes down which bridges were connected, and may fail to. */
final class RecordedBridges implements ClientBridges {
  final List<String> connected = new ArrayList<>();
  boolean isJarIncomplete;

  @Override
  public void connectUrlConnection() {
    connected.add("HttpURLConnection");
  }

  @Override
  public void connectHttpClient() throws ReflectiveOperationException {
    if (isJarIncomplete) {
      throw new ClassNotFoundException("a class of the runtime");
    }
    connected.add("HttpClient");
  }
}
