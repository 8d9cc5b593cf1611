package io.centraltoken.agent.store;

import io.centraltoken.agent.token.NoLockException;
import io.centraltoken.agent.token.StoreException;
import io.centraltoken.agent.token.TokenStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The paths of a store, and what is said of them when they cannot be used. */
final class StorePlace {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final Path file;

  StorePlace(Path file) {
    this.file = file;
  }

  /** As it is configured. */
  Path file() {
    return file;
  }

  /**
   * Behind symbolic links, and also while the file is missing.
   *
   * @throws IOException if its folder is missing, for example because a volume is not mounted yet
   */
  Path real() throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path target = file;
    for (int link = 0; Files.isSymbolicLink(target) && link < MOST_LINKS; link++) {
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    Path folder = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new StoreException(
          target == file
              ? folder + " does not exist"
              : file + " is a link to " + target + ", and that folder does not exist",
          "create the folder, or mount its volume");
    }
    return folder.toRealPath().resolve(target.getFileName());
  }

  Path own() throws IOException {
    return beside(".agent");
  }

  /** See {@link TokenStore#tryClaim}. */
  TokenStore.Claim tryLock(Object by, boolean shared) throws IOException {
    Path lock;
    try {
      lock = beside(".lock");
    } catch (IOException folderIsGone) {
      throw new NoLockException(folderIsGone.getMessage());
    }
    try {
      return LockFile.of(lock).tryLock(by, real());
    } catch (IOException impossible) {
      throw notLocked(lock, impossible, shared);
    }
  }

  /** See {@link TokenStore#holder}. */
  String holder() {
    try {
      Path lock = beside(".lock");
      return (LockFile.of(lock).holder() + " (" + lock + ")").trim();
    } catch (IOException folderIsGone) {
      return file.toString();
    }
  }

  private Path beside(String suffix) throws IOException {
    Path real = real();
    return real.resolveSibling(real.getFileName() + suffix);
  }

  /**
   * A lock that could not be asked for. Nobody else has it either where its file cannot be made, or
   * lies on a file system that is read-only; in all other cases others may hold it.
   */
  private static IOException notLocked(Path lock, IOException why, boolean shared) {
    String what = lock + " cannot be locked (" + StoreException.reason(why) + ")";
    boolean denied = why instanceof AccessDeniedException;
    if (Files.exists(lock) ? !denied && !Files.isWritable(lock) : denied || canOpen(lock)) {
      return new NoLockException(what);
    }
    if (!shared && !denied) {
      return new NoLockException(what);
    }
    return new StoreException(
        what,
        denied
            ? "let the user of this JVM write it: its owner, group and mode should be those of central.token.file"
            : "the agent tries again; where no other process uses central.token.file and its file system has no locks, set central.token.shared=false");
  }

  /** Else this process has run out of descriptors, which says nothing of the others. */
  private static boolean canOpen(Path lock) {
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(lock.getParent())) {
      return folder != null;
    } catch (IOException shortage) {
      return false;
    }
  }
}
