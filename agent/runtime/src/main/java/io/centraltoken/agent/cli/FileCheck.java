package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SecretSource;
import io.centraltoken.agent.config.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read the files with secrets in them. */
final class FileCheck {
  private final Settings settings;
  private final Findings findings;

  FileCheck(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  void run() {
    findings.section("Files");
    secret("client secret", settings.clientSecret());
    secret("password", settings.grant().password());
    secret("password of the proxy", settings.calls().proxyPassword());
    file("token file", settings.grant().tokenFile());
    file("downloaded token", settings.grant().tokenSeed());
  }

  private void secret(String what, SecretSource secret) {
    if (secret != null && secret.file() == null) {
      findings.warning(
          "the " + what + " is a setting itself, which others may see in the list of processes",
          "put it into a file of its own");
    } else if (secret != null) {
      file(what, secret.file());
    }
  }

  private void file(String what, File named) {
    if (named == null || !named.exists()) {
      return; // the store says what a missing token file means
    }
    try {
      Path file = named.toPath();
      String rights = what + " " + file + ": " + Files.getOwner(file).getName();
      if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        findings.ok(rights);
        return;
      }
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      rights += ", " + PosixFilePermissions.toString(mode);
      if (mode.contains(PosixFilePermission.OTHERS_READ)) {
        findings.warning(rights + ", so each user of this host can read it", "chmod 600 " + file);
      } else {
        findings.ok(rights);
      }
    } catch (IOException | InvalidPathException unreadable) {
      findings.warning(
          what
              + " "
              + named
              + ": owner and mode cannot be read ("
              + unreadable.getClass().getSimpleName()
              + ")",
          "look whether the user of the application can read it");
    }
  }
}
