package io.centraltoken.agent.instrument;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The hooks of all clients, and which clients cannot be hooked in this JVM. */
final class Hooks {
  private final HookTable table;
  private final HookListener listener;

  /** By client what is missing for its hooks; empty: nothing. */
  private final Map<String, String> missing = new ConcurrentHashMap<>();

  Hooks(HookTable table, HookListener listener) {
    this.table = table;
    this.listener = listener;
  }

  /** The class file to define, or null: the class stays as it was. */
  byte[] apply(ClassLoader loader, String className, byte[] classFile) {
    String client = HookTable.client(className);
    String absent = missing.get(client);
    if (absent == null) {
      absent = new HookCheck(new ClassMembers(loader)).missing(table.ofClient(client));
      if (missing.putIfAbsent(client, absent) == null && !absent.isEmpty()) {
        listener.failed(client, "this JVM has no " + absent);
      }
    }
    if (!absent.isEmpty()) {
      return null;
    }
    byte[] hooked = HookedClass.of(className, classFile, table, listener);
    if (hooked == null) {
      missing.put(client, className);
    }
    return hooked;
  }
}
