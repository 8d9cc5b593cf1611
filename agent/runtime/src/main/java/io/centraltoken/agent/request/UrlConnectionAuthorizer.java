package io.centraltoken.agent.request;

import io.centraltoken.agent.bootstrap.UrlConnectionCallbacks;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * Decides for each hop of HttpURLConnection whether it gets the token: scheme, host and port are
 * the gateway's, and it is no token request. Called by application threads; a request elsewhere
 * costs three comparisons.
 */
public final class UrlConnectionAuthorizer extends UrlConnectionCallbacks {
  private static final String AUTHORIZATION = "Authorization";

  private final GatewayTraffic traffic;
  private final GatewayPolicy policy;
  private final QueryTokenReplacement queryTokens;
  private final UrlConnectionReplays replays;

  /** Of connections that have reached the gateway, and of a vendor's. */
  private final WeakIdentityMap<UrlConnectionCall> calls;

  public UrlConnectionAuthorizer(GatewayTraffic traffic) {
    this.traffic = traffic;
    this.policy = traffic.policy();
    this.queryTokens = traffic.queryTokens();
    this.calls = traffic.newRequests();
    this.replays = new UrlConnectionReplays(traffic);
  }

  @Override
  protected String authorization(Object connection, URL url, String own) {
    UrlConnectionCall known = calls.get(connection);
    if (known != null) {
      replays.begins(known);
    }
    if (!policy.matches(url) || (own != null && policy.keepOwn())) {
      return null;
    }
    UrlConnectionCall call = orNew(known, connection);
    long since = traffic.now();
    String authorization = traffic.enterAtOnce(call, since);
    if (authorization == null) {
      authorization = later(call, since);
    }
    return traffic.injected(authorization, url.getQuery());
  }

  private String later(UrlConnectionCall call, long since) {
    boolean isHeld = traffic.enter(call, since) != null;
    if (isHeld) {
      traffic.listener().held();
    }
    String present = isHeld ? null : traffic.present();
    // waits also where the token has ended since the line above
    String authorization = present == null ? traffic.await(call, since) : present;
    if (isHeld) {
      traffic.listener().heldFor(traffic.now() - since);
    }
    return authorization;
  }

  private UrlConnectionCall call(Object connection) {
    return orNew(calls.get(connection), connection);
  }

  private UrlConnectionCall orNew(UrlConnectionCall known, Object connection) {
    return known == null ? calls.getOrPut(connection, new UrlConnectionCall()) : known;
  }

  @Override
  protected void begin(Object connection) {
    HttpURLConnection vendors = (HttpURLConnection) connection;
    if (!call(connection).begin() || !policy.matches(vendors.getURL())) {
      return;
    }
    String own = vendors.getRequestProperty(AUTHORIZATION);
    String value = authorization(connection, vendors.getURL(), own);
    if (value != null) {
      vendors.setRequestProperty(AUTHORIZATION, value);
      vendors.setInstanceFollowRedirects(false);
    }
  }

  @Override
  protected boolean isLeftover(Object connection, String authorization) {
    return traffic.isGiven(authorization);
  }

  @Override
  protected boolean isRejected(
      Object connection, URL url, String authorization, Map<String, List<String>> headers) {
    boolean isOurs = isOurs(url, authorization);
    if (isOurs) {
      replays.rejected(call(connection), url, authorization, headers);
    } else {
      policy.rejectedElsewhere(url, headers, traffic.listener());
    }
    return isOurs;
  }

  @Override
  protected void rejected(URL url, String authorization, Map<String, List<String>> headers) {
    if (isOurs(url, authorization)) {
      replays.lost(url, authorization, headers);
    }
  }

  @Override
  protected void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    if (policy.mayBeReplayed() && policy.matches(url)) {
      call(connection).keep(part, offset, length, policy.replayBuffer());
    }
  }

  @Override
  protected byte[] keptBody(
      Object connection, URL url, String authorization, Map<String, List<String>> headers) {
    if (!isOurs(url, authorization)) {
      return null;
    }
    UrlConnectionCall call = call(connection);
    traffic.leave(call);
    return replays.keptBody(call, url, authorization, headers);
  }

  @Override
  protected boolean isKeptBodySent(Object connection) {
    UrlConnectionCall call = calls.get(connection);
    return call != null && call.replay() == UrlConnectionCall.Replay.OVER_WITH_KEPT_BODY;
  }

  private boolean isOurs(URL url, String authorization) {
    return policy.matches(url) && traffic.isIssued(authorization);
  }

  @Override
  protected boolean isQuotaDue(URL url) {
    return policy.matches(url) && traffic.quota().isDue();
  }

  @Override
  protected void quota(Map<String, List<String>> headers) {
    traffic.quota().read(headers);
  }

  @Override
  protected boolean mayReplay(Object connection) {
    UrlConnectionCall call = calls.get(connection);
    if (call == null) {
      return false;
    }
    traffic.leave(call);
    call.dropBody();
    if (call.isOver()) {
      calls.remove(connection);
      return false;
    }
    return replays.mayReplay(call);
  }

  @Override
  protected boolean replays(Object connection) {
    return replays.replays(call(connection));
  }

  @Override
  protected int extraRounds(Object connection) {
    UrlConnectionCall call = calls.get(connection);
    return call == null ? 0 : call.rounds();
  }

  @Override
  protected String requestLine(String line, URL url, String authorization) {
    return QueryTokenReplacement.mayConcern(line)
        ? queryTokens.replaced(line, policy.matches(url) ? authorization : null)
        : line;
  }

  @Override
  protected void suppressed(Throwable failure) {
    traffic.listener().suppressed(failure);
  }
}
