package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.WeakIdentityMap;
import io.centraltoken.agent.token.ExchangeWait;
import java.net.URI;
import java.util.concurrent.Executor;

/** The requests of java.net.http to the gateway, and what each of them carries. */
final class Hops {
  private final GatewayTraffic traffic;
  private final WeakIdentityMap<Hop> hops;

  Hops(GatewayTraffic traffic) {
    this.traffic = traffic;
    this.hops = traffic.newRequests();
  }

  String authorization(URI uri, String method, Object request) {
    Hop hop = traffic.policy().matches(uri, method) ? hops.get(request) : null;
    if (hop == null) {
      return null;
    }
    if (hop.isUndecided()) {
      hop.decide(traffic.present());
      traffic.injected(hop.authorization(), uri.getRawQuery());
    }
    return hop.authorization();
  }

  /** Null if the request does not go to the gateway, or has not begun yet. */
  Hop of(Object request) {
    return hops.get(request);
  }

  /**
   * A request to the gateway that is about to begin, perhaps again.
   *
   * @param executor of the client
   * @param now the state's own time, in milliseconds
   */
  Hop of(Object request, Executor executor, long now) {
    Hop known = hops.get(request);
    return known == null ? hops.getOrPut(request, new Hop(executor, now)) : known;
  }

  /** It was answered, and nobody will ask for it again. */
  void isOver(Object request) {
    hops.remove(request);
  }

  /** A request that begins where a token may die: null, or what it waits for and then goes on. */
  ExchangeWait begin(Hop hop, long now) {
    String atOnce = traffic.enterAtOnce(hop, now);
    if (atOnce != null) {
      begins(hop, atOnce, now);
      return null;
    }
    long since = hop.heldSince(now);
    ExchangeWait pause = traffic.enter(hop, since);
    String authorization = pause == null ? traffic.present() : null;
    if (pause == null && authorization == null) {
      pause = traffic.enter(hop, since); // the token may have ended since the line above
    }
    if (pause == null) {
      begins(hop, authorization, now);
      traffic.goesOn(since);
    } else if (hop.hold(since)) {
      traffic.listener().held();
    }
    return pause;
  }

  private void begins(Hop hop, String authorization, long now) {
    if (hop.isHeld()) {
      traffic.listener().heldFor(now - hop.heldSince(now));
    }
    hop.begins(authorization);
  }
}
