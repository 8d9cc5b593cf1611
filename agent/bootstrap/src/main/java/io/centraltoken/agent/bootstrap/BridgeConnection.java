package io.centraltoken.agent.bootstrap;

/**
 * Who answers the hooks of one client, once for the life of the JVM, and the key by which hooks
 * prove that they are hooks.
 */
final class BridgeConnection<C extends BridgeCallbacks> {
  private final Class<C> type;
  private volatile C callbacks;
  private volatile long key;

  /**
   * @param type is loaded with the bridge, because its jar may be gone later
   */
  BridgeConnection(Class<C> type) {
    this.type = type;
  }

  /**
   * @return false if somebody else has
   */
  synchronized boolean claim(long hookKey) {
    if (key != 0) {
      return false;
    }
    key = hookKey;
    return true;
  }

  synchronized void connect(C runtime, long hookKey) {
    if (callbacks == null && hookKey == key && key != 0) {
      callbacks = type.cast(runtime);
    }
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
