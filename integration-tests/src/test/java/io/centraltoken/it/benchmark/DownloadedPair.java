package io.centraltoken.it.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A token of two hours.
 *
 * @param file for the agent
 * @param authorization for a program that sets the header by hand
 */
record DownloadedPair(Path file, String authorization) {
  static DownloadedPair to(Path file) throws IOException {
    try (CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2))) {
      return from(gateway, file);
    }
  }

  static DownloadedPair from(CentralSimulator gateway, Path file) throws IOException {
    gateway.downloadToken(file);
    String accessToken = new ObjectMapper().readTree(file.toFile()).get("access_token").asText();
    return new DownloadedPair(file, "Bearer " + accessToken);
  }
}
