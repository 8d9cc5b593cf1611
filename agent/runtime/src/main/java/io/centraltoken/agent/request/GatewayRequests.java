package io.centraltoken.agent.request;

import io.centraltoken.agent.config.Origin;
import java.net.URI;
import java.net.URL;

/** Which requests are the gateway's, and which of them may be sent twice. */
public final class GatewayRequests {
  private final Origin gateway;
  private final String tokenPath;
  private final boolean keepOwn;
  private final boolean replay;
  private final long replayBuffer;

  /**
   * @param tokenUrl of the agent's own calls, which must not wait for themselves; its path is left
   *     alone at the gateway, wherever it lies
   * @param keepOwn whether an Authorization that the program sets itself stays
   * @param replay whether a refused request is sent once more
   * @param replayBuffer bytes of a body that are kept for it
   */
  public GatewayRequests(
      Origin gateway, URI tokenUrl, boolean keepOwn, boolean replay, long replayBuffer) {
    this.gateway = gateway;
    this.tokenPath = gateway.isOf(tokenUrl) ? tokenUrl.getPath() : null;
    this.keepOwn = keepOwn;
    this.replay = replay;
    this.replayBuffer = replayBuffer;
  }

  boolean contain(URL url) {
    return gateway.isOf(url) && !isTokenRequest(url.getPath());
  }

  /** CONNECT is addressed to a proxy. */
  public boolean contain(URI uri, String method) {
    return gateway.isOf(uri) && !"CONNECT".equals(method) && !isTokenRequest(uri.getPath());
  }

  boolean keepOwn() {
    return keepOwn;
  }

  public boolean mayBeReplayed() {
    return replay;
  }

  boolean mayKeep(long length) {
    return replay && length >= 0 && length <= replayBuffer;
  }

  private boolean isTokenRequest(String path) {
    if (path == null || !path.startsWith("/oauth2")) {
      return path != null && path.equals(tokenPath);
    }
    return path.length() == 7 || path.charAt(7) == '/' || path.equals(tokenPath);
  }
}
