package io.centraltoken.agent.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * What HttpsURLConnection asks for its sockets: first a plain one, which it connects, then TLS over
 * it. There is no way around the proxy here: HttpsURLConnection tries one where TLS fails.
 */
final class TunnelSocketFactory extends SSLSocketFactory {
  private final Supplier<Socket> tunnel;
  private final SSLSocketFactory tls;

  /**
   * @param tunnel gives a socket that connects through the proxy
   */
  TunnelSocketFactory(Supplier<Socket> tunnel, SSLSocketFactory tls) {
    this.tunnel = tunnel;
    this.tls = tls;
  }

  @Override
  public Socket createSocket() {
    return tunnel.get();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return tls.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("not without the proxy");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw new IOException("not without the proxy");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw new IOException("not without the proxy");
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    throw new IOException("not without the proxy");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
