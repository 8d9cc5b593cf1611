package io.centraltoken.agent.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * Replaces a file so that a reader, a crash or a power cut sees the old content or the new, whole,
 * and nobody but the owner ever could read it.
 */
final class AtomicFile {
  private AtomicFile() {}

  /**
   * Returns when the content is on the disk.
   *
   * @param file the real path: a symlink here would be replaced by a plain file
   */
  static void replace(Path file, byte[] content) throws IOException {
    Path folder = file.getParent();
    Path temporary =
        Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp", ownerOnly(folder));
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncFolder(folder);
  }

  /** Opens for writing a file that nobody else can open, made if it is missing. */
  static FileChannel openOwnerOnly(Path file) throws IOException {
    return FileChannel.open(
        file,
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        ownerOnly(file.getParent()));
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    return isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Without it the rename itself may be undone by a power cut. Windows has no such call and
   * journals the rename.
   */
  private static void syncFolder(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }
}
