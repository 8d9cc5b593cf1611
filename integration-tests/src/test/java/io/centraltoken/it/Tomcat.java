package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tomcat 9 on 127.0.0.1, from a copy of its distribution, started by its own script. Its web
 * application has one page that calls a URL.
 */
final class Tomcat implements AutoCloseable {
  private static final String PAGE =
      "<%@ page import=\"java.net.*\" %><%"
          + " HttpURLConnection call ="
          + " (HttpURLConnection) new URL(request.getParameter(\"url\")).openConnection();"
          + " out.print(\"STATUS \" + call.getResponseCode()); %>";

  private final Path home;
  private final int port;
  private Process process;

  /**
   * @param folder that gets the copy
   */
  Tomcat(Path folder) throws IOException {
    this.home = copy(Path.of(System.getProperty("tomcat9.home")), folder.resolve("tomcat"));
    this.port = FreePort.find();
    Path server = home.resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"" + port + "\"")
            .replace("<Server port=\"8005\"", "<Server port=\"-1\""));
    Files.writeString(home.resolve("webapps/ROOT/call.jsp"), PAGE);
  }

  /** Adds to conf/catalina.policy, whose last line has no end. */
  void grant(String policy) throws IOException {
    Files.writeString(
        home.resolve("conf/catalina.policy"), "\n" + policy, StandardOpenOption.APPEND);
  }

  /** What the compiled page comes from, as a policy names it. */
  String codeBaseOfPages() {
    return "file:" + home + "/work/Catalina/localhost/ROOT/-";
  }

  /**
   * @param options of the JVM, as CATALINA_OPTS
   * @param arguments of catalina.sh
   */
  void start(Jdk jdk, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(home.resolve("bin/catalina.sh").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", jdk.java().getParent().getParent().toString());
    builder.environment().put("CATALINA_OPTS", String.join(" ", options));
    process = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    ProcessWait.await(
        process,
        Duration.ofSeconds(60),
        () -> output().contains("Server startup in"),
        this::output);
  }

  /** What the page says after it has called the URL. */
  String call(String url) throws IOException, InterruptedException {
    URI page = URI.create("http://127.0.0.1:" + port + "/call.jsp?url=" + url);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
        .body();
  }

  /** All that it has written so far. */
  String output() {
    try {
      return Files.readString(log());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path log() {
    return home.resolve("logs/output.txt");
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    Path script = to.resolve("bin/catalina.sh");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return to;
  }
}
