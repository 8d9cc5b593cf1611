package io.centraltoken.it;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a gateway that speaks HTTPS, by a certificate of {@link GatewayKeyStore}. */
abstract class TlsGateway {
  @TempDir Path directory;
  Path keyStore;
  CentralSimulator gateway;

  private final Duration lifetime;

  /**
   * @param lifetime of the gateway's tokens
   */
  TlsGateway(Duration lifetime) {
    this.lifetime = lifetime;
  }

  @BeforeEach
  final void start() throws IOException, InterruptedException {
    keyStore = GatewayKeyStore.in(directory);
    gateway = CentralSimulator.startWithTls(keyStore, lifetime);
  }

  @AfterEach
  final void stop() {
    gateway.close();
  }
}
