package io.centraltoken.agent.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * The successor of a file, made beside it, so that a reader, a crash or a power cut sees the old
 * content or the new, whole, and nobody ever could read it who cannot read the file. Closed without
 * {@link #move}, it leaves nothing behind.
 */
final class PendingFile implements Closeable {
  private static final String SUFFIX = ".tmp";

  private final Path file;
  private final Path temporary;
  private final boolean keepsRights;

  private PendingFile(Path file, Path temporary, boolean keepsRights) {
    this.file = file;
    this.temporary = temporary;
    this.keepsRights = keepsRights;
  }

  /**
   * Takes the room on the disk now. A file system that writes each block anew (Btrfs, ZFS) may need
   * it again later.
   *
   * @param file the real path: a symlink here would be replaced by a plain file
   * @param model whose owner, group and mode the successor gets, if it exists
   * @param room bytes that the content will have at most
   */
  static PendingFile of(Path file, Path model, int room) throws IOException {
    Path folder = file.getParent();
    Path temporary =
        Files.createTempFile(folder, prefix(file), SUFFIX, FileRights.attributes(folder));
    boolean done = false;
    try {
      FileRights.restrict(temporary);
      write(temporary, new byte[room]);
      PendingFile pending = new PendingFile(file, temporary, FileRights.copy(model, temporary));
      done = true;
      return pending;
    } finally {
      if (!done) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** Whether nobody who could read and write the model is locked out of the successor. */
  boolean keepsRights() {
    return keepsRights;
  }

  /** Returns when the content is on the disk, beside the file. */
  void fill(byte[] content) throws IOException {
    write(temporary, content);
  }

  /**
   * Puts what was filled in into the place of the file.
   *
   * @throws IOException if nothing has changed there
   */
  void move() throws IOException {
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

  /**
   * What a JVM that was killed has left here; not what belongs to a store whose name begins with
   * this one's. To be called by whoever alone may write the file.
   */
  static void deleteAbandoned(Path file) throws IOException {
    Pattern names = Pattern.compile(Pattern.quote(prefix(file)) + "[0-9]+" + Pattern.quote(SUFFIX));
    try (DirectoryStream<Path> abandoned =
        Files.newDirectoryStream(
            file.getParent(), entry -> names.matcher(entry.getFileName().toString()).matches())) {
      for (Path temporary : abandoned) {
        Files.deleteIfExists(temporary);
      }
    } catch (AccessDeniedException readOnlyFolder) {
      return; // what lies there stays there
    }
  }

  /** Overwrites a file that is there, and returns when the content is on the disk. */
  static void write(Path existing, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(existing, StandardOpenOption.WRITE)) {
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
   * opened or synced: Windows has no such call and journals the rename; CIFS, vboxsf and some FUSE
   * file systems answer EINVAL or ENOTSUP. The rename has happened all the same.
   */
  private static void syncFolder(Path folder) {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException notHere) {
      return;
    }
  }
}
