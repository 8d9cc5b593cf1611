package io.centraltoken.agent.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/**
 * User name and password for a proxy (RFC 9110, section 11.7). Nothing is sent before the proxy has
 * asked for it, so that a proxy that knows Digest never sees the password. Called by one thread at
 * a time.
 */
public final class ProxyCredentials {
  private final String username;
  private final Supplier<String> password;
  private boolean basic;
  private DigestResponse digest;
  private String sent;
  private String refused;

  /**
   * @param password asked before each use, because it may be replaced while the program runs
   */
  public ProxyCredentials(String username, Supplier<String> password) {
    this.username = username;
    this.password = password;
  }

  /**
   * The value of Proxy-Authorization; null before the proxy has asked for it.
   *
   * @param target the request target as it is sent
   */
  synchronized String authorization(String method, String target) {
    if (!basic && digest == null) {
      return null;
    }
    sent = password.get();
    if (digest != null) {
      return digest.authorization(username, sent, method, target);
    }
    byte[] both = (username + ":" + sent).getBytes(StandardCharsets.UTF_8); // RFC 7617, section 2.1
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /**
   * Chooses what the proxy is answered: Digest with SHA-256, Digest with MD5, Basic.
   *
   * @param challenges fields Proxy-Authenticate of its response 407
   */
  synchronized Outcome choose(List<String> challenges) {
    DigestResponse was = digest;
    String withPassword = sent;
    basic = false;
    digest = null;
    sent = null;
    boolean stale = false;
    for (Challenge challenge : Challenge.parse(challenges)) {
      basic |= challenge.is("Basic");
      DigestResponse response = challenge.is("Digest") ? DigestResponse.to(challenge) : null;
      if (response != null && (digest == null || (response.isSha256() && !digest.isSha256()))) {
        digest = response;
        stale = challenge.isTrue("stale") || (was != null && !was.isFirstUse());
      }
    }
    if (!basic && digest == null) {
      return Outcome.UNKNOWN_SCHEMES;
    }
    if (withPassword == null || stale || !password.get().equals(withPassword)) {
      return Outcome.SEND_AGAIN;
    }
    refused = withPassword;
    return Outcome.REFUSED;
  }

  /** Whether another password is there than the one that was refused. */
  synchronized boolean isCorrected() {
    return refused != null && !refused.equals(password.get());
  }

  @Override
  public String toString() {
    return "ProxyCredentials";
  }

  /** What to do after a response of the proxy that was no 2xx. */
  public enum Outcome {
    /** The proxy asks for a password, and the next call has it. */
    SEND_AGAIN,
    /** The proxy asks for a password, and none is configured. */
    NO_CREDENTIALS,
    /** The password is wrong. */
    REFUSED,
    /** The proxy takes neither Basic nor Digest. */
    UNKNOWN_SCHEMES,
    /** It was no 407. */
    NO_CHALLENGE
  }
}
