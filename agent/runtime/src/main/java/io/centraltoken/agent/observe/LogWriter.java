package io.centraltoken.agent.observe;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines to stderr or to a file. In premain it writes at once, unless that could block; after
 * {@link #start} a thread of its own does, so that a stderr that nobody reads (a stalled log
 * driver) never blocks the token thread or a request. Lines that find the queue full are dropped
 * and counted.
 */
final class LogWriter implements Runnable {
  private static final int MOST_WAITING = 500;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final PrintStream stderr;
  private final LogFile file;

  /** Guarded by itself; a lock of java.util.concurrent would bring more classes into premain. */
  private final Queue<String> waiting = new ArrayDeque<>();

  private final AtomicInteger unwritten = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final boolean heldBack;
  private final boolean json;
  private volatile boolean started;
  private volatile boolean saidUnwritable;

  /**
   * @param file null: stderr
   * @param heldBack whether nothing is written before {@link #start}
   * @param json whether each line is a JSON object
   */
  LogWriter(PrintStream stderr, LogFile file, boolean heldBack, boolean json) {
    this.stderr = stderr;
    this.file = file;
    this.heldBack = heldBack;
    this.json = json;
  }

  /**
   * From now on lines are queued; where no thread can be started, they are still written at once.
   */
  void start(ThreadFactory threads) {
    try {
      Thread thread = threads.newThread(this);
      thread.setName("central-token-log");
      thread.start();
      started = true;
    } catch (OutOfMemoryError threadLimit) {
      started = false;
    }
  }

  /** Never blocks after {@link #start}. */
  void write(String line) {
    if (!started && !heldBack && (file == null || file.isRegular())) {
      print(line);
      return;
    }
    unwritten.incrementAndGet();
    if (!offer(line)) {
      unwritten.decrementAndGet();
      dropped.incrementAndGet();
    }
  }

  private boolean offer(String line) {
    synchronized (waiting) {
      if (waiting.size() == MOST_WAITING) {
        return false;
      }
      waiting.add(line);
      waiting.notifyAll();
      return true;
    }
  }

  private String take() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.isEmpty()) {
        waiting.wait();
      }
      return waiting.remove();
    }
  }

  /** Waits until all lines are written, but not longer than this: the JVM ends. */
  void flush(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (unwritten.get() > 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  @Override
  public void run() {
    while (true) {
      try {
        writeNext();
      } catch (Throwable fault) {
        dropped.incrementAndGet(); // a full heap, for example: the line is lost, the thread is not
      }
    }
  }

  private void writeNext() throws InterruptedException {
    String line = take();
    try {
      print(line);
    } finally {
      unwritten.decrementAndGet();
    }
    int lost = dropped.getAndSet(0);
    if (lost > 0) {
      print(line("WARN", lost + " lines were dropped because this log could not be written"));
    }
  }

  /** What the file does not take goes to stderr, so that no line is lost with it. */
  private void print(String line) {
    if (file != null) {
      try {
        file.append(line + System.lineSeparator());
        saidUnwritable = false;
        return;
      } catch (IOException | SecurityException unwritable) {
        if (!saidUnwritable) {
          saidUnwritable = true;
          stderr.println(line("WARN", "central.log.file cannot be written: " + unwritable));
        }
      }
    }
    stderr.println(line);
  }

  String line(String level, String message) {
    String time = UtcTime.of(System.currentTimeMillis());
    if (json) {
      return JsonLine.of(time, level, message);
    }
    return "[central-token " + time + "] " + level + " " + message;
  }
}
