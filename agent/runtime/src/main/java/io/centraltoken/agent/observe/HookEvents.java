package io.centraltoken.agent.observe;

import io.centraltoken.agent.instrument.HookListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Which HTTP clients have hooks. It is told inside the loading of their classes, where nothing is
 * written: the token thread reports it later.
 */
public final class HookEvents implements HookListener {
  private final Log log;

  /** What was told since the last report, client and class; guarded by itself, as the next. */
  private final Queue<String[]> applied = new ArrayDeque<>();

  private final Queue<String> unhooked = new ArrayDeque<>();

  /** Clients, in the order of their first use. */
  private final Set<String> inPlace = new LinkedHashSet<>();

  /** The same for other threads. */
  private volatile List<String> clients = Collections.emptyList();

  private final Set<String> reported = new LinkedHashSet<>();

  public HookEvents(Log log) {
    this.log = log;
  }

  @Override
  public void applied(String client, String className) {
    synchronized (applied) {
      applied.add(new String[] {client, className});
    }
  }

  @Override
  public void unhooked(String client) {
    synchronized (unhooked) {
      unhooked.add(client);
    }
  }

  @Override
  public void failed(String what, String why) {
    log.error(
        "not hooked: " + what + " (" + why + "); requests of this client go out without a token");
  }

  /** The clients whose hooks are in place, as far as they are reported. */
  public List<String> inPlace() {
    return clients;
  }

  /** Says what is new since the last call. Called by the token thread. */
  public void report() {
    boolean isNews = false;
    for (String[] hook = next(applied); hook != null; hook = next(applied)) {
      log.debug("hooked " + hook[1]);
      isNews |= inPlace.add(hook[0]);
    }
    if (isNews) {
      clients = Collections.unmodifiableList(new ArrayList<>(inPlace));
      log.info("hooks in place: " + String.join(", ", clients));
    }
    for (String client = next(unhooked); client != null; client = next(unhooked)) {
      if (reported.add(client)) {
        log.info(
            "this program uses "
                + client
                + ", which is not hooked: if it calls the gateway by it, these requests get no"
                + " token; HttpURLConnection and java.net.http.HttpClient are hooked");
      }
    }
  }

  private static <T> T next(Queue<T> told) {
    synchronized (told) {
      return told.poll();
    }
  }
}
