package io.centraltoken.agent.store;

import io.centraltoken.agent.token.TokenStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of one store, by a file of its own, which is never deleted and never read: deleted, two
 * processes would hold locks on two files of one name; read, its closing would drop the lock.
 *
 * <p>POSIX locks belong to the process, and closing <em>any</em> channel of the file gives all of
 * them up. So there is one object for each lock file in this JVM, and it opens one channel at a
 * time, whoever asks; that is why the table of them is static.
 */
final class LockFile {
  private static final Map<Path, LockFile> ALL = new ConcurrentHashMap<>();

  private final Path path;
  private FileChannel channel;
  private Object owner;
  private int claims;

  private LockFile(Path path) {
    this.path = path;
  }

  /**
   * @param real behind symbolic links, so that it is the same file by whatever name
   */
  static LockFile of(Path real) {
    return ALL.computeIfAbsent(real, LockFile::new);
  }

  /**
   * @param by who has it already may have it again
   * @param model whose owner, group and mode a new lock file gets
   * @return null while somebody else has it
   * @throws IOException if the file cannot be opened or locked
   */
  synchronized TokenStore.Claim tryLock(Object by, Path model) throws IOException {
    if (claims > 0) {
      return owner == by ? claim() : null;
    }
    if (channel == null) {
      channel = open(model);
    }
    boolean locked = false;
    boolean mayClose = true;
    try {
      FileLock lock = channel.tryLock();
      locked = lock != null;
    } catch (OverlappingFileLockException byAnotherName) {
      mayClose = false; // a hard link or a bind mount, held in this JVM: closing would unlock it
    } finally {
      if (!locked && mayClose) {
        close();
      }
    }
    owner = by;
    return locked ? claim() : null;
  }

  /** Which process has the lock, for people; an empty text where the system does not tell. */
  String holder() {
    try (BufferedReader locks =
        Files.newBufferedReader(
            path.getFileSystem().getPath("/proc/locks"), StandardCharsets.US_ASCII)) {
      String file = ":" + Files.getAttribute(path, "unix:ino") + " ";
      for (String line = locks.readLine(); line != null; line = locks.readLine()) {
        String[] words = line.trim().split(" +");
        if (line.contains(file) && words.length > 4 && !words[4].equals("0")) {
          return "process " + words[4];
        }
      }
      return "";
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException notLinux) {
      return "";
    }
  }

  private FileChannel open(Path model) throws IOException {
    boolean there = Files.exists(path);
    FileChannel opened =
        FileChannel.open(
            path,
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            FileRights.attributes(path.getParent()));
    if (!there) {
      FileRights.restrict(path);
      FileRights.copy(model, path);
    }
    return opened;
  }

  private TokenStore.Claim claim() {
    claims++;
    return this::unlock;
  }

  private synchronized void unlock() throws IOException {
    claims--;
    if (claims == 0) {
      owner = null;
      close();
    }
  }

  private void close() throws IOException {
    FileChannel opened = channel;
    channel = null;
    opened.close();
  }
}
