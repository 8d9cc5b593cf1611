package io.centraltoken.agent.request;

import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.config.RequestSettings;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;

/** Which requests are for the gateway, what its 401 means, and which requests may be sent twice. */
public final class GatewayPolicy {
  /** Kong's challenge to a request without a token. */
  private static final String WITHOUT_TOKEN = "Bearer realm=\"service\"";

  private final Origin gateway;
  private final String tokenPath;
  private final RequestSettings settings;

  /**
   * @param tokenUrl of the agent's own calls, which must not wait for themselves; its path is left
   *     alone at the gateway, wherever it lies
   */
  public GatewayPolicy(Origin gateway, URI tokenUrl, RequestSettings settings) {
    this.gateway = gateway;
    this.tokenPath = gateway.isOf(tokenUrl) ? tokenUrl.getPath() : null;
    this.settings = settings;
  }

  boolean matches(URL url) {
    return gateway.isOf(url) && !isTokenRequest(url.getPath());
  }

  /** CONNECT is addressed to a proxy. */
  public boolean matches(URI uri, String method) {
    return gateway.isOf(uri) && !"CONNECT".equals(method) && !isTokenRequest(uri.getPath());
  }

  public boolean keepOwn() {
    return settings.isOwnAuthorizationKept();
  }

  /**
   * Whether the token in the header is what counts: the gateway does not look at it where another
   * one is in the query.
   *
   * @param query encoded, or null
   */
  boolean isHeaderDecisive(String query) {
    return settings.isQueryTokenReplaced() || !AccessTokenParameter.isIn(query);
  }

  /**
   * Whether a response 401 rejects the token in the header (RFC 6750, section 3.1). A new token
   * does not help where a permission is missing. New Central answers 403 in that case, and its 401
   * has no challenge.
   *
   * @param headers of the response, by their names in any case; one without a name is the status
   *     line
   */
  public boolean isTokenRejection(String query, Map<String, List<String>> headers) {
    boolean rejected =
        settings.isRejectedWithoutChallenge() || hasChallenge(headers, "invalid_token");
    return rejected && isHeaderDecisive(query);
  }

  /**
   * Tells the listener where a host that is not the gateway answers 401 as Central's gateway does
   * to a request without a token: the program may call the gateway by another name.
   */
  void rejectedElsewhere(URL url, Map<String, List<String>> headers, RequestListener listener) {
    if (!gateway.isOf(url) && hasChallenge(headers, WITHOUT_TOKEN)) {
      listener.rejectedElsewhere(url.getProtocol() + "://" + url.getHost(), url.getPort());
    }
  }

  /** The same of java.net.http. */
  public void rejectedElsewhere(
      URI uri, Map<String, List<String>> headers, RequestListener listener) {
    if (!gateway.isOf(uri) && hasChallenge(headers, WITHOUT_TOKEN)) {
      listener.rejectedElsewhere(uri.getScheme() + "://" + uri.getHost(), uri.getPort());
    }
  }

  private static boolean hasChallenge(Map<String, List<String>> headers, String part) {
    for (Map.Entry<String, List<String>> field : headers.entrySet()) {
      if ("WWW-Authenticate".equalsIgnoreCase(field.getKey())) {
        for (String challenge : field.getValue()) {
          if (challenge.contains(part)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  public boolean mayBeReplayed() {
    return settings.isReplaying();
  }

  /** Bytes of a body that are kept for it. */
  public long replayBuffer() {
    return settings.replayBuffer();
  }

  private boolean isTokenRequest(String path) {
    if (path == null || !path.startsWith("/oauth2")) {
      return path != null && path.equals(tokenPath);
    }
    return path.length() == 7 || path.charAt(7) == '/' || path.equals(tokenPath);
  }
}
