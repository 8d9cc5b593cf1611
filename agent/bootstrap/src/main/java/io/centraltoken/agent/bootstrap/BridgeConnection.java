package io.centraltoken.agent.bootstrap;

/**
 * Who answers the hooks of one client, once for the life of the JVM, and the key by which hooks
 * prove that they are hooks.
 */
final class BridgeConnection<C extends BridgeCallbacks> {
  private volatile C callbacks;
  private volatile long key;

  synchronized boolean connect(C runtime, long hookKey) {
    if (callbacks != null) {
      return false;
    }
    key = hookKey;
    callbacks = runtime;
    return true;
  }

  /** Null: there is no agent yet, or not this client. */
  C any() {
    return callbacks;
  }

  /** The same, and null where no hook is asking. */
  C trusting(long hookKey) {
    return hookKey == key ? callbacks : null;
  }
}
