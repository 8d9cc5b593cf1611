package io.centraltoken.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/**
 * A real forward proxy that asks for a password: squid with its own helpers, on 127.0.0.1, in a
 * folder of its own.
 */
final class SquidProxy implements AutoCloseable {
  static final String USER = "proxy-user";

  private static final String REALM = "the proxy, of squid";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Path folder;
  private final int port;
  private final Process squid;

  private SquidProxy(Path folder, int port, Process squid) {
    this.folder = folder;
    this.port = port;
    this.squid = squid;
  }

  /** Where there is no squid, the test is skipped, unless a run demands it as that of CI does. */
  static void assumeInstalled() {
    boolean installed = Files.isExecutable(Path.of("/usr/sbin/squid"));
    assumeTrue(Boolean.getBoolean("squid.required") || installed, "squid is installed");
  }

  /**
   * @param scheme basic or digest
   */
  static SquidProxy start(Path parent, String scheme, String password) throws Exception {
    Path folder = Files.createTempDirectory(parent, "squid");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    int port = FreePort.find();
    Path configuration = folder.resolve("squid.conf");
    Files.writeString(configuration, String.join("\n", lines(folder, scheme, port)));
    writePassword(folder, scheme, password);
    Process squid =
        new ProcessBuilder("/usr/sbin/squid", "-N", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    SquidProxy proxy = new SquidProxy(folder, port, squid);
    proxy.awaitStart();
    return proxy;
  }

  private static List<String> lines(Path folder, String scheme, int port) {
    String helper = scheme.equals("basic") ? "basic_ncsa_auth" : "digest_file_auth -c";
    return List.of(
        "http_port 127.0.0.1:" + port,
        "pid_filename none",
        "pinger_enable off",
        "shutdown_lifetime 0",
        "visible_hostname squid.test",
        "cache deny all",
        "coredump_dir " + folder,
        "cache_log " + folder.resolve("cache.log"),
        "access_log stdio:" + folder.resolve("access.log") + " logformat=squid",
        "auth_param " + scheme + " program /usr/lib/squid/" + helper + " " + folder + "/passwords",
        "auth_param " + scheme + " children 1",
        "auth_param " + scheme + " realm " + REALM,
        "acl known proxy_auth REQUIRED",
        "http_access allow known",
        "http_access deny all",
        "");
  }

  /** Neither helper needs the password itself, which so may have any letters. */
  private static void writePassword(Path folder, String scheme, String password) throws Exception {
    Path file = folder.resolve("passwords");
    if (scheme.equals("basic")) {
      Files.writeString(file, USER + ":" + md5(password) + "\n");
    } else {
      String user = USER + ":" + REALM + ":";
      Files.writeString(file, user + md5(user + password) + "\n");
    }
  }

  private static String md5(String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%032x", new BigInteger(1, hash));
  }

  private void awaitStart() throws IOException, InterruptedException {
    ProcessWait.await(
        squid, Duration.ofSeconds(30), this::listens, () -> read("out") + read("cache.log"));
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** What it let pass: method, target and user of each, in the order in which they ended. */
  List<String> passed() {
    return read("access.log")
        .lines()
        .map(line -> line.trim().split(" +"))
        .filter(line -> line[3].endsWith("/200"))
        .map(line -> line[5] + " " + line[6].replaceFirst("\\?.*", "") + " " + line[7])
        .toList();
  }

  /** How often it has answered 407. */
  long challenges() {
    return read("access.log").lines().filter(line -> line.contains("/407 ")).count();
  }

  private String read(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** At once: nothing of it is kept. */
  @Override
  public void close() {
    squid.destroyForcibly().onExit().join();
  }
}
