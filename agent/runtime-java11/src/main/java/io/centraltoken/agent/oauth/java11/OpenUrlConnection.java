package io.centraltoken.agent.oauth.java11;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Opens the JDK's HttpURLConnection to the agent, which modules keep closed since Java 9: to use
 * the JDK's own URL handler, and to keep the application's cookie store out of a token request.
 * Found by name, see TokenAssembly.
 */
public final class OpenUrlConnection {
  private OpenUrlConnection() {}

  public static void to(Instrumentation instrumentation) {
    Set<Module> agent = Set.of(OpenUrlConnection.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(
            "sun.net.www.protocol.http", agent,
            "sun.net.www.protocol.https", agent),
        Set.of(),
        Map.of());
  }
}
