package io.centraltoken.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For a server that must be told its port before it starts. */
public final class FreePort {
  private FreePort() {}

  /** On 127.0.0.1. */
  public static int find() throws IOException {
    byte[] loopback = {127, 0, 0, 1};
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
      return socket.getLocalPort();
    }
  }
}
