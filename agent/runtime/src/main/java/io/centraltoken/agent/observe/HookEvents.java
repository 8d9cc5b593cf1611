package io.centraltoken.agent.observe;

import io.centraltoken.agent.instrument.HookListener;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which HTTP clients have hooks. It is told inside the loading of their classes, where nothing is
 * written: the token thread reports it later.
 */
public final class HookEvents implements HookListener {
  private final Log log;
  private final Queue<String[]> applied = new ConcurrentLinkedQueue<>();
  private final Queue<String> unhooked = new ConcurrentLinkedQueue<>();

  /** Clients, in the order of their first use. */
  private final Set<String> inPlace = new LinkedHashSet<>();

  private final Set<String> reported = new LinkedHashSet<>();

  public HookEvents(Log log) {
    this.log = log;
  }

  @Override
  public void applied(String client, String className) {
    applied.add(new String[] {client, className});
  }

  @Override
  public void unhooked(String client) {
    unhooked.add(client);
  }

  @Override
  public void failed(String what, String why) {
    log.error(
        "not hooked: " + what + " (" + why + "); requests of this client go out without a token");
  }

  /** Says what is new since the last call. Called by the token thread. */
  public void report() {
    boolean isNews = false;
    for (String[] hook = applied.poll(); hook != null; hook = applied.poll()) {
      log.debug("hooked " + hook[1]);
      isNews |= inPlace.add(hook[0]);
    }
    if (isNews) {
      log.info("hooks in place: " + String.join(", ", inPlace));
    }
    for (String client = unhooked.poll(); client != null; client = unhooked.poll()) {
      if (reported.add(client)) {
        log.info(
            "this program uses "
                + client
                + ", which is not hooked: if it calls the gateway by it, these requests get no"
                + " token; HttpURLConnection and java.net.http.HttpClient are hooked");
      }
    }
  }
}
