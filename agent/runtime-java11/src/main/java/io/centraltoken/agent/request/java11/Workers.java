package io.centraltoken.agent.request.java11;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads of the agent for what follows a wait. They start when there is something to do and
 * end when they are idle; where no thread can be started, the caller does the work, because a
 * request must not fail for it.
 */
final class Workers implements Executor {
  private static final int MOST = 8;
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;

  Workers(ThreadFactory threads) {
    pool =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new Started(threads));
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    try {
      pool.execute(work);
    } catch (OutOfMemoryError threadLimit) {
      work.run();
    }
  }

  /**
   * Threads with a context class loader, as the JDK's own have one: a client with a direct executor
   * runs the program's code on them. A class and not a lambda, because premain makes it, and the
   * first lambda of a JVM is slow to start.
   */
  private static final class Started implements ThreadFactory {
    private final ThreadFactory threads;

    Started(ThreadFactory threads) {
      this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable work) {
      Thread worker = threads.newThread(work);
      AccessController.doPrivileged(new UsualLoader(worker));
      return worker;
    }
  }

  /** With the agent's rights, not those of the program whose request needs the thread. */
  private static final class UsualLoader implements PrivilegedAction<Void> {
    private final Thread worker;

    UsualLoader(Thread worker) {
      this.worker = worker;
    }

    @Override
    public Void run() {
      worker.setContextClassLoader(ClassLoader.getSystemClassLoader());
      return null;
    }
  }
}
