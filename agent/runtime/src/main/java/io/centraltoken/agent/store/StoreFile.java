package io.centraltoken.agent.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of the two files of a store, and how its content can be replaced here: by a rename, or, where
 * that is not possible, in place. It cannot be renamed over when it is a mount of its own (EBUSY:
 * Docker's {@code -v file}, Kubernetes' {@code subPath}), when it is another user's in a sticky
 * folder (EPERM), or when its folder cannot be written; it should not be when its owner would be
 * locked out. Called by whoever holds the lock.
 */
final class StoreFile {
  private PendingFile next;
  private String whyInPlace;
  private boolean locksOut;

  boolean isInPlace() {
    return whyInPlace != null;
  }

  /** What people should know of it, a predicate whose subject is the file; or null. */
  String remark() {
    if (whyInPlace != null) {
      return "cannot be replaced (" + whyInPlace + ") and is written in place";
    }
    return locksOut
        ? "belongs to another user, who will not be able to read its successor; give it to the user of this JVM"
        : null;
  }

  /**
   * Takes the room for a content.
   *
   * @param file the real path
   * @param model whose owner, group and mode the successor gets, if it exists
   */
  void reserve(Path file, Path model, int room) throws IOException {
    release();
    if (whyInPlace != null) {
      requireWritable(file);
      return;
    }
    try {
      next = PendingFile.of(file, model, room);
    } catch (AccessDeniedException folder) {
      goInPlace(file, folder);
      return;
    }
    locksOut = !next.keepsRights();
    if (locksOut && Files.isWritable(file)) {
      whyInPlace = "its owner would be locked out";
      release();
    }
  }

  /** Returns when the content is on the disk; room must have been taken for it. */
  void replace(Path file, byte[] content) throws IOException {
    replaceIf(file, content, () -> true);
  }

  /**
   * The same for a file that people write too, without any lock.
   *
   * @param mayReplace asked when nothing is left to do but the replacement itself, because the rest
   *     can take as long as a disk does, and what somebody puts there meanwhile must stay
   * @return whether it was replaced
   */
  boolean replaceIf(Path file, byte[] content, Condition mayReplace) throws IOException {
    if (next != null) {
      next.fill(content);
      if (!mayReplace.holds()) {
        return false;
      }
      if (isMovedTo(file)) {
        return true;
      }
    }
    if (!mayReplace.holds()) {
      return false;
    }
    PendingFile.write(file, content);
    return true;
  }

  private boolean isMovedTo(Path file) throws IOException {
    try {
      next.move();
      return true;
    } catch (FileSystemException notReplaceable) {
      goInPlace(file, notReplaceable);
      return false;
    }
  }

  /** Gives back the room that was not used. */
  void release() throws IOException {
    PendingFile unused = next;
    next = null;
    if (unused != null) {
      unused.close();
    }
  }

  private void goInPlace(Path file, FileSystemException why) throws FileSystemException {
    if (!Files.isWritable(file)) {
      throw why;
    }
    whyInPlace = why.getReason() == null ? why.getClass().getSimpleName() : why.getReason();
  }

  /** Of the file as it is now. */
  interface Condition {
    boolean holds() throws IOException;
  }

  private static void requireWritable(Path file) throws IOException {
    if (!Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
  }
}
