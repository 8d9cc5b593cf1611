package io.centraltoken.agent.bootstrap;

import java.util.ArrayList;
import java.util.List;

/** Whether the scripted callbacks of all clients answer or fail, and what they were told. */
final class Script {
  final List<Throwable> suppressed = new ArrayList<>();
  boolean failing;

  <T> T answer(T value) {
    if (failing) {
      throw new IllegalStateException("scripted");
    }
    return value;
  }
}
