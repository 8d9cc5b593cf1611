package io.centraltoken.agent.runtime;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the agent's own threads: daemon, without a context class loader, and in a thread group of
 * their own below the system's, so that an application that interrupts its own group does not reach
 * them. An interrupt does nothing to them at all: it would cancel a token request that the gateway
 * may already have answered, and close the file that a new token is being written to. A pool of
 * such threads must let them end by themselves when they are idle, because it cannot interrupt
 * them.
 */
public final class AgentThreads implements ThreadFactory {
  private ThreadGroup group;

  /** A thread of a pool. */
  @Override
  public Thread newThread(Runnable work) {
    return newThread("central-token-worker", work);
  }

  /** With the agent's own rights, not those of an application whose request needs a thread. */
  Thread newThread(String threadName, Runnable work) {
    return AccessController.doPrivileged(new Creation(threadName, work));
  }

  private Thread create(String threadName, Runnable work) {
    Thread thread = new Uninterruptible(group(), work, threadName);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private synchronized ThreadGroup group() {
    if (group == null) {
      ThreadGroup system = Thread.currentThread().getThreadGroup();
      while (system.getParent() != null) {
        system = system.getParent();
      }
      group = new ThreadGroup(system, "central-token");
    }
    return group;
  }

  /** A class and not a lambda: premain makes the first thread. */
  private final class Creation implements PrivilegedAction<Thread> {
    private final String threadName;
    private final Runnable work;

    Creation(String threadName, Runnable work) {
      this.threadName = threadName;
      this.work = work;
    }

    @Override
    public Thread run() {
      return create(threadName, work);
    }
  }

  private static final class Uninterruptible extends Thread {
    Uninterruptible(ThreadGroup group, Runnable work, String name) {
      super(group, work, name);
    }

    /** Ignored: see {@link AgentThreads}. */
    @Override
    public void interrupt() {}
  }
}
