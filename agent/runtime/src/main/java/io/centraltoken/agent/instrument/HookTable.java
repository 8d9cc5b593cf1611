package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * Every change that the agent makes to the JDK, with the Java that is inserted above each row.
 * Names and descriptors were the same on JDK 8u504, 11.0.24, 17.0.15, 21.0.13 and 25.0.3. On the
 * wire side and for each hop: a header set any earlier would follow a redirect to another origin.
 */
final class HookTable {
  private static final String HTTP_CLIENT = "java.net.http";
  private static final String URL_CONNECTION = "HttpURLConnection";

  private final long key;
  private final List<String> vendors;
  private final boolean queryTokens;

  /**
   * @param key what proves to the bridge that a hook is asking
   * @param vendors of further HttpURLConnections
   * @param queryTokens whether a token in a query is replaced
   */
  HookTable(long key, List<String> vendors, boolean queryTokens) {
    this.key = key;
    this.vendors = vendors;
    this.queryTokens = queryTokens;
  }

  List<Hook> of(String owner) {
    List<Hook> found = new ArrayList<>();
    for (Hook hook : ofClient(client(owner))) {
      if (hook.owner.equals(owner)) {
        found.add(hook);
      }
    }
    return found;
  }

  /** Which client a class belongs to: its hooks are applied together or not at all. */
  static String client(String owner) {
    if (owner.startsWith(HttpClientHooks.PACKAGE)) {
      return HTTP_CLIENT;
    }
    return owner.startsWith("sun/net/www/") ? URL_CONNECTION : owner.replace('/', '.');
  }

  /** Made when a class of this client is loaded: the rows of the other load classes, too. */
  List<Hook> ofClient(String client) {
    List<Hook> rows = new ArrayList<>();
    if (client.equals(HTTP_CLIENT)) {
      rows.addAll(HttpClientHooks.all(key));
    } else if (client.equals(URL_CONNECTION)) {
      rows.addAll(UrlConnectionHooks.all(key));
      rows.addAll(StreamedBodyHooks.all(key));
    }
    for (String vendor : vendors) {
      if (client(vendor).equals(client)) {
        rows.addAll(VendorHooks.all(key, vendor));
      }
    }
    if (queryTokens) {
      for (Hook hook : QueryTokenHooks.all(key)) {
        if (client(hook.owner).equals(client)) {
          rows.add(hook);
        }
      }
    }
    return rows;
  }
}
