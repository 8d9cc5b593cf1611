package io.centraltoken.it;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that start with a gateway and a token that was downloaded from it. */
abstract class DownloadedToken {
  final CentralSimulator gateway;

  @TempDir Path directory;
  Path token;

  /**
   * @param lifetime of the gateway's tokens
   */
  DownloadedToken(Duration lifetime) {
    gateway = CentralSimulator.start(0, lifetime);
  }

  @BeforeEach
  final void download() throws IOException {
    token = directory.resolve("token.json");
    gateway.downloadToken(token);
  }

  @AfterEach
  final void stop() {
    gateway.close();
  }
}
