package io.centraltoken.agent.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts one file in the place of another. Windows refuses that while anybody has the other one open
 * (a sibling that reads it, a virus scanner), which is over in a moment: there it is tried again
 * for half a second.
 */
final class Replacement {
  private static final int ATTEMPTS = 20;
  private final int attempts;
  private final Runnable pause;

  Replacement(int attempts, Runnable pause) {
    this.attempts = attempts;
    this.pause = pause;
  }

  /** As the file system of this file needs it. */
  static Replacement of(Path file) {
    return new Replacement(FileRights.isPosix(file) ? 1 : ATTEMPTS, Replacement::pause);
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
  }

  void run(Step move) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        move.run();
        return;
      } catch (FileSystemException inUse) {
        if (attempt >= attempts) {
          throw inUse;
        }
        pause.run();
      }
    }
  }

  /** One attempt. */
  interface Step {
    void run() throws IOException;
  }
}
