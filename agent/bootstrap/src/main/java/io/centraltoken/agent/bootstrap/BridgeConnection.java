package io.centraltoken.agent.bootstrap;

/**
 * Who answers the hooks, once for the life of the JVM, and what the hooks prove themselves with.
 */
final class BridgeConnection {
  private static volatile BridgeCallbacks callbacks;
  private static volatile long key;

  private BridgeConnection() {}

  static synchronized boolean connect(BridgeCallbacks runtime, long hookKey) {
    if (callbacks != null) {
      return false;
    }
    key = hookKey;
    callbacks = runtime;
    return true;
  }

  /** Null: there is no agent yet. */
  static BridgeCallbacks any() {
    return callbacks;
  }

  /** Null: there is no agent yet, or no hook is asking. */
  static BridgeCallbacks trusting(long hookKey) {
    return hookKey == key ? callbacks : null;
  }
}
