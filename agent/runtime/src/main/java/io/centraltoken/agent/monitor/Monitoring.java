package io.centraltoken.agent.monitor;

import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.token.OperatorRequests;
import io.centraltoken.agent.token.TokenState;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Registers the MXBean, late: who makes the platform's MBean server first decides which one the JVM
 * has, and starts java.util.logging. WildFly does not boot if an agent was that (26 and 36), and
 * WebLogic, WebSphere and GlassFish install their own. So the server must be there already, or the
 * JVM old enough for an application server to have made its own. Called by the token thread only.
 */
public final class Monitoring {
  private static final String NAME = "io.centraltoken:type=CentralToken";

  /** Of the JDK's own MBean server. */
  private static final String SERVER = "com.sun.jmx.mbeanserver.JmxMBeanServer";

  private static final long OLD_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_WAITING = 100;

  private final Instrumentation instrumentation;
  private final long start;
  private boolean done;

  /**
   * @param start of the JVM, by System.nanoTime
   */
  public Monitoring(Instrumentation instrumentation, long start) {
    this.instrumentation = instrumentation;
    this.start = start;
  }

  /** Registers the bean once, if that does no harm now; to be called again and again. */
  public void register(
      TokenState state, EventLog events, OperatorRequests requests, ThreadFactory threads) {
    if (done || !isHarmless()) {
      return;
    }
    done = true;
    try {
      ObjectName name = new ObjectName(NAME);
      CentralToken bean = new CentralToken(name, state, events, requests, listeners(threads));
      ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
      events.tellStatusTo(bean::statusIs);
    } catch (JMException | RuntimeException | LinkageError refused) {
      events.log().warn("monitoring by JMX is not possible here: " + refused);
    }
  }

  /** No thread stays; who is slow or hangs holds up other listeners, and not the token thread. */
  private static Executor listeners(ThreadFactory threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            threads,
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private boolean isHarmless() {
    if (System.nanoTime() - start > OLD_ENOUGH_NANOS) {
      return true;
    }
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getName().equals(SERVER)) {
        return true;
      }
    }
    return false;
  }
}
