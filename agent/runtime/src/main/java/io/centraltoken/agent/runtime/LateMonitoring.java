package io.centraltoken.agent.runtime;

import io.centraltoken.agent.monitor.Monitoring;
import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.token.OperatorRequests;
import io.centraltoken.agent.token.TokenState;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.ThreadFactory;

/**
 * Monitoring where this Java has the module for it: an image of jlink need not have
 * java.management, and nothing but this class would notice. Called by the token thread only.
 */
final class LateMonitoring {
  private final Instrumentation instrumentation;
  private final long start;
  private Monitoring monitoring;
  private boolean impossible;

  /**
   * @param start of the JVM, by System.nanoTime
   */
  LateMonitoring(Instrumentation instrumentation, long start) {
    this.instrumentation = instrumentation;
    this.start = start;
  }

  /** To be called again and again. */
  void register(
      TokenState state, EventLog events, OperatorRequests requests, ThreadFactory threads) {
    try {
      if (!impossible) {
        monitoring = monitoring == null ? new Monitoring(instrumentation, start) : monitoring;
        monitoring.register(state, events, requests, threads);
      }
    } catch (LinkageError noModule) {
      impossible = true;
    }
  }
}
