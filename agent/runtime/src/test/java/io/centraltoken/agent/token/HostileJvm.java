package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.store.FileTokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A JVM with the agent in a hostile world: its token thread, its requests, and what it said. */
final class HostileJvm {
  private static final Duration LIFE = Duration.ofHours(20);

  final String name;
  FaultyStore store;
  TokenState state;
  boolean authorised;
  boolean saidWhatIsWrong;
  Instant unauthorisedSince;
  int unauthorisedRequests;
  Instant goodSince = Instant.MIN;

  private final HostileWorld world;
  private final CallLedger ledger = new CallLedger();
  private final Set<String> spent = new HashSet<>();
  private SettableClock own;
  private TokenRefresher refresher;
  private SharedStore shared;
  private TokenRecovery recovery;
  private Instant due;
  private Instant ends;
  private Instant startsAgain = Instant.MIN;
  private boolean inCall;
  private String lastEvent;
  private boolean tokenThreadEnded;

  HostileJvm(String name, HostileWorld world) {
    this.name = name;
    this.world = world;
  }

  boolean isUp() {
    return refresher != null;
  }

  /** Until the token thread has something to do, in elapsed time. */
  Duration untilDue() {
    return isUp()
        ? Duration.between(own.instant(), due)
        : Duration.between(world.real.instant(), startsAgain);
  }

  /** The machine sleeps: elapsed time stands still. */
  void sleep(Duration time) {
    if (isUp()) {
      own.advance(time.negated());
      unauthorisedSince = unauthorisedSince == null ? null : world.real.instant();
      unauthorisedRequests = 0;
    }
  }

  void start() {
    own = new SettableClock(world.real);
    own.advance(Duration.between(world.real.instant(), world.host.instant()));
    store = new FaultyStore(new FileTokenStore(world.file, null, true), world, this);
    state = new TokenState(own, Duration.ofSeconds(2), Duration.ofSeconds(10), () -> {});
    recovery = new TokenRecovery(state, Duration.ofSeconds(10));
    HostTime time =
        new HostTime(own, world.mutation == HostileWorld.Mutation.OWN_TIME ? own : world.host);
    TokenEndpoint endpoint = world.endpoint(this, own);
    DeferredEvents events = new DeferredEvents(new Listener());
    shared = new SharedStore(store, events, time, name);
    refresher =
        new TokenRefresher(
            state,
            shared,
            world.grants(endpoint, time),
            events,
            new RefreshPolicy(null, world::chance));
    due = own.instant();
    ends = world.real.instant().plusSeconds(world.random.nextInt((int) LIFE.getSeconds()));
    tokenThreadEnded = false;
    spent.clear();
    ledger.settled();
    saidWhatIsWrong = false;
    unauthorisedSince = null;
    world.note(name + " starts");
  }

  /** What the token thread does in its loop. */
  void act() {
    if (!isUp()) {
      if (!world.real.instant().isBefore(startsAgain)) {
        start();
      }
      return;
    }
    if (inCall || tokenThreadEnded) {
      return;
    }
    inCall = true;
    try {
      turn();
    } catch (Throwable fault) {
      state.fail();
      recovery.giveUp();
      due = own.instant().plusSeconds(1);
    } finally {
      inCall = false;
    }
    if (store.dead || world.real.instant().isAfter(ends)) {
      end();
    }
  }

  private void turn() {
    boolean isDue = !own.instant().isBefore(due) || refresher.storeHasNews();
    if (isDue) {
      due = own.instant().plus(refresher.runDue());
    }
    if (recovery.serve(refresher)) {
      due = own.instant().plus(refresher.untilNext());
    }
  }

  private void end() {
    world.note(name + (store.dead ? " was killed" : " ends"));
    world.died(this);
    refresher = null;
    startsAgain = world.real.instant().plusSeconds(world.random.nextInt(20 * 60));
  }

  boolean isInCall() {
    return inCall;
  }

  void kill() {
    store.dead = true;
  }

  void request() {
    if (!isUp()) {
      return;
    }
    String token = state.present();
    authorised = token != null && world.accepts(token);
    if (token != null && !authorised) {
      recovery.ask(token);
    }
    unauthorisedRequests = authorised ? 0 : unauthorisedRequests + 1;
    if (authorised) {
      unauthorisedSince = null;
    } else if (unauthorisedSince == null) {
      unauthorisedSince = world.real.instant();
    }
  }

  /** Told by the gateway before it does anything. */
  void called(URI uri, HostileGateway.Fault fault) {
    world.note(name + " calls " + uri.getPath() + (fault == null ? "" : ": " + fault));
    boolean endsLogin = String.valueOf(uri.getQuery()).contains("authorization_code");
    if (uri.getPath().endsWith("/token") && !endsLogin) {
      String wrong = ledger.call(world.real.instant(), state.isUsable() && authorised);
      if (wrong != null) {
        world.violated(name + " called too often: " + wrong);
      }
    }
    if (fault == HostileGateway.Fault.KILLED_BEFORE || fault == HostileGateway.Fault.KILLED_AFTER) {
      kill();
    }
  }

  /** An answer arrived that settles what becomes of this refresh token. */
  void settled(String refreshToken) {
    spent.add(refreshToken);
  }

  boolean knowsAsSpent(String refreshToken) {
    return spent.contains(refreshToken);
  }

  /** Whether this refresh token is in the memory of this JVM. */
  boolean holds(String refreshToken) {
    if (!isUp()) {
      return false;
    }
    Stream<TokenPair> used = Stream.of(state.pair(), shared.unstored().pair());
    return Stream.concat(used, shared.history().allDisplaced())
        .anyMatch(pair -> pair != null && refreshToken.equals(pair.refreshToken()));
  }

  @Override
  public String toString() {
    return name + ", " + (isUp() ? state.pair() + ", due " + due : "down") + ", " + store.fault;
  }

  /** Notes all, and whether it was something that a person would look at. */
  private final class Listener extends RecordingListener {
    @Override
    public void loaded(TokenPair pair) {
      add("loaded " + pair.generation() + " " + pair.refreshToken());
    }

    @Override
    public void refreshed(TokenPair pair) {
      world.events().refreshed();
      add("refreshed " + pair.generation() + " " + pair.refreshToken());
    }

    @Override
    void add(String event) {
      if (!event.equals(lastEvent)) { // else the log says it once, too
        world.note(name + " says: " + event);
      }
      lastEvent = event;
      tokenThreadEnded |=
          world.mutation == HostileWorld.Mutation.THREAD_ENDS && event.contains("internal error");
      boolean good = event.startsWith("loaded ") || event.startsWith("refreshed ");
      saidWhatIsWrong = !good && (saidWhatIsWrong || !event.startsWith("odd: "));
      if (good) {
        ledger.settled();
        goodSince = world.real.instant();
      }
    }
  }
}
