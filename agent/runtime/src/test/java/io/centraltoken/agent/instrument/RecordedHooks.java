package io.centraltoken.agent.instrument;

import java.util.List;

/** Writes down what a transformer says. */
record RecordedHooks(List<String> events) implements HookListener {
  @Override
  public void applied(String client, String className) {
    events.add("applied " + className);
  }

  @Override
  public void failed(String what, String why) {
    events.add("failed " + what + ": " + why);
  }

  @Override
  public void unhooked(String client) {
    events.add("unhooked " + client);
  }
}
