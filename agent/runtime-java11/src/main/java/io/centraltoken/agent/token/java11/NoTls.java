package io.centraltoken.agent.token.java11;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Stands where a client for http must be given a context: without one it would make the JVM's
 * default, and a real one would start the JVM's cryptography, which stays broken where that start
 * fails for want of descriptors.
 */
final class NoTls extends SSLContextSpi {
  private NoTls() {}

  static SSLContext context() {
    return new SSLContext(new NoTls(), null, "none") {};
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException("for http only");
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw forHttpOnly();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw forHttpOnly();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw forHttpOnly();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    throw forHttpOnly();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    throw forHttpOnly();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    throw forHttpOnly();
  }

  /** Asked for by the client itself, since Java 26. */
  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return new SSLParameters(new String[0], new String[0]);
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return engineGetDefaultSSLParameters();
  }

  private static IllegalStateException forHttpOnly() {
    return new IllegalStateException("for http only");
  }
}
