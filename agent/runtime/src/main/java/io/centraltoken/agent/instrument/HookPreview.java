package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which HTTP clients of this JVM could be hooked, asked without changing any. */
public final class HookPreview {
  private HookPreview() {}

  /**
   * By client what this JVM lacks for its hooks: empty for one that can be hooked. A client that
   * this JVM does not have is not among them.
   */
  public static Map<String, String> missing() {
    ClassMembers members = new ClassMembers(null);
    HookTable table = new HookTable(1, new ArrayList<>(), false);
    Map<String, String> missing = new TreeMap<>();
    for (String owner : new String[] {UrlConnectionHooks.CONNECTION, HttpClientHooks.REQUEST}) {
      List<Hook> hooks = table.of(owner);
      if (members.has(owner, hooks.get(0).name, hooks.get(0).descriptor)) {
        String client = HookTable.client(owner);
        missing.put(client, new HookCheck(members).missing(table.ofClient(client)));
      }
    }
    return missing;
  }
}
