package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * Every change that the agent makes to the JDK, with the Java that is inserted above each row.
 * Names and descriptors were the same on JDK 8u504, 11.0.24, 17.0.15, 21.0.13 and 25.0.3. On the
 * wire side and for each hop: a header set any earlier would follow a redirect to another origin.
 */
final class HookTable {

  private final List<Hook> hooks;

  /**
   * @param key what proves to the bridge that a hook is asking
   * @param vendors of further HttpURLConnections
   * @param queryTokens whether a token in a query is replaced
   */
  HookTable(long key, List<String> vendors, boolean queryTokens) {
    hooks = new ArrayList<>(UrlConnectionHooks.all(key));
    hooks.addAll(StreamedBodyHooks.all(key));
    hooks.addAll(HttpClientHooks.all(key));
    for (String vendor : vendors) {
      hooks.addAll(VendorHooks.all(key, vendor));
    }
    if (queryTokens) {
      hooks.addAll(QueryTokenHooks.all(key));
    }
  }

  List<Hook> of(String owner) {
    List<Hook> found = new ArrayList<>();
    for (Hook hook : hooks) {
      if (hook.owner.equals(owner)) {
        found.add(hook);
      }
    }
    return found;
  }

  /** Which client a class belongs to: its hooks are applied together or not at all. */
  static String client(String owner) {
    if (owner.startsWith("jdk/internal/net/http/")) {
      return "java.net.http";
    }
    return owner.startsWith("sun/net/www/") ? "HttpURLConnection" : owner.replace('/', '.');
  }

  List<Hook> ofClient(String client) {
    List<Hook> found = new ArrayList<>();
    for (Hook hook : hooks) {
      if (client(hook.owner).equals(client)) {
        found.add(hook);
      }
    }
    return found;
  }
}
