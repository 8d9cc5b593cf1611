package io.centraltoken.agent.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;

/** What the boot loader's side knows of the runtime. Called once, on the thread of premain. */
public interface RuntimeEntry {
  /**
   * Must return quickly and normally: what is wrong with the settings is one line on stderr, not an
   * exception.
   */
  void start(File jar, String version, String arguments, Instrumentation instrumentation);
}
