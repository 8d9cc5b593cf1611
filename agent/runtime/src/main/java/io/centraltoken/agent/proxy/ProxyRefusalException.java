package io.centraltoken.agent.proxy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxy answered something else than 2xx; the server behind it has seen nothing. */
public final class ProxyRefusalException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Of the JDK where its tunnel fails: {@code Proxy returns "HTTP/1.1 407 ..."}. */
  private static final Pattern OF_JDK = Pattern.compile("Proxy returns \"HTTP/1\\.[01] (\\d{3})");

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

  /** The refusal that is why a call failed; null if it failed for another reason. */
  public static ProxyRefusalException in(Throwable failure) {
    if (failure instanceof ProxyRefusalException) {
      return (ProxyRefusalException) failure;
    }
    Matcher message = OF_JDK.matcher(String.valueOf(failure.getMessage()));
    return message.find()
        ? new ProxyRefusalException(
            Integer.parseInt(message.group(1)), Collections.<String>emptyList())
        : null;
  }

  public int status() {
    return status;
  }

  List<String> challenges() {
    return challenges == null ? Collections.<String>emptyList() : challenges;
  }
}
