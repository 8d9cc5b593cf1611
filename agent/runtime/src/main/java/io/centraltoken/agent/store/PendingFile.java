package io.centraltoken.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The successor of a file, made beside it, so that a reader, a crash or a power cut sees the old
 * content or the new, whole, and nobody but the owner ever could read it. Closed without {@link
 * #replace}, it leaves nothing behind.
 */
final class PendingFile implements Closeable {
  private static final String SUFFIX = ".tmp";

  private final Path file;
  private final Path temporary;

  private PendingFile(Path file, Path temporary) {
    this.file = file;
    this.temporary = temporary;
  }

  /**
   * Takes the room on the disk now. A file system that writes each block anew (Btrfs, ZFS) may need
   * it again later.
   *
   * @param file the real path: a symlink here would be replaced by a plain file
   * @param room bytes that the content will have at most
   */
  static PendingFile of(Path file, int room) throws IOException {
    Path folder = file.getParent();
    Path temporary =
        Files.createTempFile(folder, prefix(file), SUFFIX, OwnerOnly.attributes(folder));
    PendingFile pending = new PendingFile(file, temporary);
    try {
      OwnerOnly.apply(temporary);
      pending.write(new byte[room]);
      return pending;
    } catch (IOException noRoom) {
      pending.close();
      throw noRoom;
    }
  }

  /** Returns when the content is on the disk, in the place of the file. */
  void replace(byte[] content) throws IOException {
    write(content);
    Replacement.of(file)
        .run(
            () ->
                Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING));
    syncFolder(file.getParent());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }

  /** What a JVM that was killed has left here. To be called by whoever alone may write the file. */
  static void deleteAbandoned(Path file) throws IOException {
    try (DirectoryStream<Path> abandoned =
        Files.newDirectoryStream(
            file.getParent(),
            entry -> {
              String name = entry.getFileName().toString();
              return name.startsWith(prefix(file)) && name.endsWith(SUFFIX);
            })) {
      for (Path temporary : abandoned) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private void write(byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(content.length);
      channel.force(true);
    }
  }

  private static String prefix(Path file) {
    return "." + file.getFileName() + ".";
  }

  /**
   * Without it the rename itself may be undone by a power cut. Not every system lets a folder be
   * opened: Windows has no such call and journals the rename.
   */
  private static void syncFolder(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException cannotBeOpened) {
      return;
    }
    try (FileChannel opened = channel) {
      opened.force(true);
    }
  }
}
