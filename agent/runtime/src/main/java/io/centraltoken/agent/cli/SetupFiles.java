package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingSources;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that {@code init} writes into one folder, each readable by its owner only. Secrets have
 * files of their own, to which the properties refer by relative names, so that the folder can be
 * moved.
 */
final class SetupFiles {
  private static final String CLIENT_SECRET = "central.client.secret";
  private static final String PASSWORD = "central.password";
  private static final String PROXY_PASSWORD = "central.proxy.password";

  private final Path folder;
  private final Path token;
  private final boolean force;

  /**
   * @param token where the token is kept; null: in the folder
   * @param force whether files that are there are replaced
   */
  SetupFiles(Path folder, Path token, boolean force) {
    this.folder = folder;
    this.token = token == null ? folder.resolve("token.json") : token;
    this.force = force;
  }

  Path token() {
    return token;
  }

  Path properties() {
    return folder.resolve(SettingSources.PROPERTIES_FILE);
  }

  /**
   * Writes all of them or, where one is there already, none.
   *
   * @param settings by their keys; secrets among them go into files
   * @param download is copied to {@link #token}; null if nothing was downloaded
   * @return what was written
   * @throws IOException if a file is there already; the message says what to do
   */
  List<Path> write(Map<String, String> settings, Path download) throws IOException {
    Map<String, String> kept = new TreeMap<>(settings);
    kept.replaceAll(SetupFiles::absolute);
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    secret(CLIENT_SECRET, "client-secret", kept, contents);
    secret(PASSWORD, "password", kept, contents);
    secret(PROXY_PASSWORD, "proxy-password", kept, contents);
    if (download != null && !download.equals(token())) {
      contents.put(token(), Files.readAllBytes(download));
    }
    kept.remove("central.config.file");
    if (!"client_credentials".equals(kept.get("central.grant"))) {
      boolean beside = token.getParent().equals(folder);
      kept.put("central.token.file", (beside ? token.getFileName() : token).toString());
    } else {
      kept.remove("central.token.file");
    }
    contents.put(properties(), lines(kept).getBytes(StandardCharsets.UTF_8));
    requireRoom(contents.keySet());
    for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
      OwnerOnlyFile.write(content.getKey(), content.getValue());
    }
    return new ArrayList<>(contents.keySet());
  }

  /** What is relative was meant from the working directory, not from the folder. */
  private static String absolute(String key, String value) {
    boolean isFile = key.endsWith(".file") || key.equals("central.token.seed");
    return isFile ? new File(value).getAbsolutePath() : value;
  }

  private void secret(
      String key, String name, Map<String, String> settings, Map<Path, byte[]> contents) {
    String secret = settings.remove(key);
    if (secret != null) {
      contents.put(folder.resolve(name), (secret + "\n").getBytes(StandardCharsets.UTF_8));
      settings.put(key + ".file", name);
    }
  }

  private void requireRoom(Iterable<Path> files) throws IOException {
    Files.createDirectories(folder);
    for (Path file : files) {
      if (!force && Files.exists(file)) {
        throw new FileAlreadyExistsException(
            file + " is there already; remove it, or add --force to replace it");
      }
    }
  }

  /** In the form of java.util.Properties, where a backslash begins an escape. */
  private static String lines(Map<String, String> settings) {
    StringBuilder lines =
        new StringBuilder("# Settings of the Central Token Agent; relative paths begin here.\n");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      lines
          .append(setting.getKey())
          .append('=')
          .append(setting.getValue().replace("\\", "\\\\"))
          .append('\n');
    }
    return lines.toString();
  }
}
