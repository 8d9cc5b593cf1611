package io.centraltoken.it.benchmark;

import io.centraltoken.it.ProcessWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What people put beside a program instead of an agent: a local nginx that adds the header, with
 * connections kept alive on both sides.
 */
final class NginxProxy implements AutoCloseable {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  /** The folder, the port, the port of the server, and the field's value. */
  private static final String CONFIGURATION =
      """
      worker_processes 1;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events { worker_connections 1024; }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        keepalive_requests 100000000;
        upstream gateway { server 127.0.0.1:%3$d; keepalive 64; keepalive_requests 100000000; }
        server {
          listen 127.0.0.1:%2$d;
          location / {
            proxy_pass http://gateway;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Authorization "%4$s";
          }
        }
      }
      """;

  private final Process process;

  private NginxProxy(Process process) {
    this.process = process;
  }

  static boolean isInstalled() {
    return Files.isExecutable(NGINX);
  }

  static NginxProxy start(Path directory, int port, int server, String authorization)
      throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            directory.resolve("nginx.conf"),
            CONFIGURATION.formatted(directory, port, server, authorization));
    Process process =
        new ProcessBuilder(
                NGINX.toString(),
                "-p",
                directory + "/",
                "-c",
                configuration.toString(),
                "-g",
                "daemon off;")
            .inheritIO()
            .start();
    ProcessWait.await(
        process, Duration.ofSeconds(10), ProcessWait.listening(port), () -> "see the log");
    return new NginxProxy(process);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
