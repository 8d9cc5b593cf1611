package io.centraltoken.agent.instrument;

/**
 * Connects the bridge of a client to who answers it. Asked each time before a class of that client
 * is hooked, on the thread that loads the class, which holds locks of class loading: an
 * implementation must not take a lock of its own while it loads classes.
 */
public interface ClientBridges {
  void connectUrlConnection();

  /**
   * @throws ReflectiveOperationException if the jar is not complete
   */
  void connectHttpClient() throws ReflectiveOperationException;
}
