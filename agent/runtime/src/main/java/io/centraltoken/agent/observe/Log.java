package io.centraltoken.agent.observe;

import io.centraltoken.agent.config.Settings;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ThreadFactory;

/**
 * Lines for people, one an event. Not java.util.logging or System.Logger: touching either early
 * breaks the logging of application servers. Called by the thread of premain, the token thread and,
 * for what is wrong with a hook, by application threads; blocks none of them, see {@link
 * LogWriter}.
 */
public final class Log {
  private static final String[] LEVELS = {"OFF", "ERROR", "WARN", "INFO", "DEBUG"};

  private final PrintStream stderr;
  private final LogWriter writer;
  private final boolean heldBack;
  private final int most;

  private Log(PrintStream stderr, LogFile file, boolean heldBack, boolean json, int most) {
    this.stderr = stderr;
    this.writer = new LogWriter(stderr, file, heldBack, json);
    this.heldBack = heldBack;
    this.most = most;
  }

  /**
   * Before the settings are known, and for what is wrong with them.
   *
   * @param heldBack whether nothing is written before {@link #writeInBackground}
   */
  public static Log to(PrintStream stderr, boolean heldBack) {
    return new Log(stderr, null, heldBack, false, level("INFO"));
  }

  /** Of a command: what goes wrong, at once. */
  public static Log ofProblems(PrintStream stderr) {
    return new Log(stderr, null, false, false, level("WARN"));
  }

  /**
   * The log that the settings ask for; a file that cannot be written is said here, and not used.
   */
  public Log configured(Settings settings) {
    int level = level(settings.logLevel());
    boolean json = settings.isLogInJson();
    File file = settings.logFile();
    if (file == null) {
      return new Log(stderr, null, heldBack, json, level);
    }
    try {
      return new Log(stderr, LogFile.of(file), heldBack, json, level);
    } catch (IOException unwritable) {
      Log log = new Log(stderr, null, heldBack, json, level);
      log.error(
          "central.log.file: "
              + file
              + " cannot be written; make it writable for the user of this JVM (the log goes to stderr)");
      return log;
    }
  }

  /** Not in premain, where no thread is started for it. */
  public void writeInBackground(ThreadFactory threads) {
    writer.start(threads);
  }

  /** Waits until all lines are written, but not longer than this. */
  public void flush(long millis) {
    writer.flush(millis);
  }

  void debug(String message) {
    line(4, message);
  }

  public void info(String message) {
    line(3, message);
  }

  public void warn(String message) {
    line(2, message);
  }

  public void error(String message) {
    line(1, message);
  }

  private void line(int level, String message) {
    if (level <= most) {
      writer.write(writer.line(LEVELS[level], message));
    }
  }

  private static int level(String name) {
    for (int level = 0; level < LEVELS.length; level++) {
      if (LEVELS[level].equalsIgnoreCase(name)) {
        return level;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
