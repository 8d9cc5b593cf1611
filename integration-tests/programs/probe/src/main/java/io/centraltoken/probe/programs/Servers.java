package io.centraltoken.probe.programs;

import java.net.InetSocketAddress;
import java.net.URI;

/** The gateway that a program calls, and whom else it may reach. */
final class Servers {
  static final String STRAIGHT = "straight";

  /**
   * Java 8, after a redirect behind a proxy: what the programs that follow see depends on which
   * connections are open, with and without the agent.
   */
  private static final boolean MIXES_CONNECTIONS =
      System.getProperty("java.specification.version").equals("1.8");

  private final String gateway;
  private final String elsewhere;
  private final String proxy;
  private final String proxyWithPassword;

  /**
   * @param urls of the gateway, of another server, of a proxy, and of one that asks for a password
   */
  Servers(String... urls) {
    gateway = urls[0];
    elsewhere = urls[1];
    proxy = urls[2];
    proxyWithPassword = urls[3];
  }

  /** Where a request of this behaviour begins. */
  String origin(Behaviour behaviour) {
    return behaviour.beginsElsewhere() ? elsewhere : gateway;
  }

  static String chooseProxy(Choice choice) {
    String chosen = choice.of(STRAIGHT, STRAIGHT, STRAIGHT, STRAIGHT, "by a proxy", "by password");
    return MIXES_CONNECTIONS ? STRAIGHT : chosen;
  }

  static boolean asksForPassword(String chosen) {
    return chosen.equals("by password");
  }

  /** Null: none. */
  InetSocketAddress proxy(String chosen) {
    if (chosen.equals(STRAIGHT)) {
      return null;
    }
    URI url = URI.create(asksForPassword(chosen) ? proxyWithPassword : proxy);
    return new InetSocketAddress(url.getHost(), url.getPort());
  }
}
