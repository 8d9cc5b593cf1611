package io.centraltoken.agent.token.java11;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;

/**
 * What the agent's own calls need of the JDK's internals, and may reach because an agent can open
 * packages: to close a client before Java 21, and to keep the application's cookie store out of an
 * HttpURLConnection. Found by name, see TokenAssembly. Called by the token thread only.
 */
public final class JdkAccess {
  private static final String CLIENT = "jdk.internal.net.http";
  private static final String HTTP = "sun.net.www.protocol.http";
  private static final String HTTPS = "sun.net.www.protocol.https";

  private JdkAccess() {}

  public static void open(Instrumentation instrumentation) {
    open(instrumentation, HttpClient.class.getModule(), CLIENT);
    open(instrumentation, Object.class.getModule(), HTTP, HTTPS);
  }

  private static void open(Instrumentation instrumentation, Module module, String... packages) {
    Set<Module> agent = Set.of(JdkAccess.class.getModule());
    for (String name : packages) {
      instrumentation.redefineModule(
          module, Set.of(), Map.of(), Map.of(name, agent), Set.of(), Map.of());
    }
  }

  /**
   * Ends the client's thread and closes its connections at once.
   *
   * @return false if this JDK does not allow it
   */
  static boolean close(HttpClient client) {
    try {
      Method shutdownNow = shutdownNow();
      if (shutdownNow != null) {
        shutdownNow.invoke(client);
        return true;
      }
      Object manager = field("selmgr", field("impl", client));
      Method shutdown = manager.getClass().getDeclaredMethod("shutdown");
      shutdown.setAccessible(true);
      shutdown.invoke(manager);
      return true;
    } catch (ReflectiveOperationException | RuntimeException notThisJdk) {
      return false;
    }
  }

  /** Null before Java 21. */
  private static Method shutdownNow() {
    try {
      return HttpClient.class.getMethod("shutdownNow");
    } catch (NoSuchMethodException before21) {
      return null;
    }
  }

  private static Object field(String name, Object of) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }
}
