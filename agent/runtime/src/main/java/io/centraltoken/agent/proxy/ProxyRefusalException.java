package io.centraltoken.agent.proxy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** The proxy answered something else than 2xx; the server behind it has seen nothing. */
public final class ProxyRefusalException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<String> challenges;

  /**
   * @param challenges fields Proxy-Authenticate of the response
   */
  public ProxyRefusalException(int status, List<String> challenges) {
    super("the proxy answered " + status);
    this.status = status;
    this.challenges = challenges;
  }

  public int status() {
    return status;
  }

  List<String> challenges() {
    return challenges == null ? Collections.<String>emptyList() : challenges;
  }
}
