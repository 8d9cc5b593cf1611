package io.centraltoken.agent.oauth;

import java.io.Closeable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of one token request. All of them are started before anything is sent, so that a
 * thread limit ({@code pids.max}) is met while the refresh token is still intact, and not in the
 * middle of the request. They end when the request has ended, or when what blocks them does.
 */
final class CallThreads implements Executor, Closeable {
  private static final Runnable END =
      new Runnable() {
        @Override
        public void run() {}
      };

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private int running;

  /**
   * @throws OutOfMemoryError if the system allows no more threads; none is left then
   */
  CallThreads(ThreadFactory threads, int count) {
    try {
      for (; running < count; running++) {
        threads.newThread(this::work).start();
      }
    } catch (OutOfMemoryError threadLimit) {
      close();
      throw threadLimit;
    }
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Does not wait. */
  @Override
  public void close() {
    for (; running > 0; running--) {
      tasks.add(END);
    }
  }

  private void work() {
    boolean ended = false;
    while (!ended) {
      try {
        Runnable task = tasks.take();
        ended = task == END;
        task.run();
      } catch (Throwable fault) {
        ended = false; // who waits for the task is told by its future, or by the deadline
      }
    }
  }
}
