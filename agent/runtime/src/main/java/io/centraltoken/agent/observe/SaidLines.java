package io.centraltoken.agent.observe;

import java.util.LinkedHashSet;
import java.util.Set;

/** The lines that were said about what is wrong, each of which is no news until it is put right. */
final class SaidLines {
  /** Causes that are remembered: more at once are not news to anybody either. */
  private static final int MOST = 100;

  private final Set<String> lines = new LinkedHashSet<>();

  /** Whether this was not said yet, in whatever order the causes alternate. */
  synchronized boolean isNews(String line) {
    return lines.size() < MOST && lines.add(line);
  }

  /** All is well again. */
  synchronized void forget() {
    lines.clear();
  }
}
