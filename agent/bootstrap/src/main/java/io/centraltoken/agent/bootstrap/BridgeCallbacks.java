package io.centraltoken.agent.bootstrap;

/**
 * What hooks ask the runtime, for each HTTP client in a subclass. Signatures hold types of
 * java.base only, because JDK classes link against them. Called on application threads for every
 * request of the JVM: a result must come without allocation when the request goes elsewhere.
 */
public abstract class BridgeCallbacks {
  /** A callback failed; the request goes out as the application made it. */
  protected abstract void suppressed(Throwable failure);

  /** Gives back the result in its place. */
  final <T> T report(Throwable failure, T instead) {
    report(failure);
    return instead;
  }

  final void report(Throwable failure) {
    try {
      suppressed(failure);
    } catch (Throwable unreportable) {
      System.err.println(
          "[central-token] ERROR a failure could not be reported: "
              + unreportable.getClass().getName());
    }
  }
}
