package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands that a person gives beside a gateway whose tokens live for 2 hours. */
abstract class CommandTest {
  final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;
  Path token;

  /** Where all JDKs do the same. */
  Jdk jdk;

  @BeforeEach
  final void nameTheFile() throws IOException {
    jdk = Jdk.oldestAndNewest().get(0);
    token = directory.resolve("token.json");
  }

  @AfterEach
  final void stop() {
    gateway.close();
  }

  final CommandRun run(Jdk jdk, String command, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(CommandRun.options(gateway, token));
    words.addAll(List.of(more));
    return CommandRun.of(jdk, words);
  }

  final String printedToken(Jdk jdk) throws IOException, InterruptedException {
    CommandRun run = run(jdk, "token");
    assertThat(run.exitCode()).as(run.all()).isZero();
    return run.out().trim();
  }

  /** What the gateway says to a request with this token. */
  final int status(String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.baseUrl() + "/configuration/v2/groups"))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
