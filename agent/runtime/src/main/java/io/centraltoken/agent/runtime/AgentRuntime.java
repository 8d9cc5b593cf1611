package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.RuntimeEntry;
import io.centraltoken.agent.bootstrap.Version;
import io.centraltoken.agent.instrument.HookTransformer;
import java.lang.instrument.Instrumentation;

/** The composition root: reads top to bottom as the architecture. Runs on the thread of premain, so it starts no thread, no HTTP and no JDK service. */
public final class AgentRuntime implements RuntimeEntry {
  @Override
  public void start(String arguments, Instrumentation instrumentation) {
    Log log = new Log(System.err);
    instrumentation.addTransformer(new HookTransformer(), true);
    log.info("Central Token Agent " + Version.text());
  }
}
