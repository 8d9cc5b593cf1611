package io.centraltoken.agent.token;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.centraltoken.agent.oauth.TestEndpoints;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenTransport;
import io.centraltoken.agent.oauth.UserCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * JVMs on one token file for many days, where everything fails that can, at once and at random: the
 * disk of each JVM, the token endpoint, the clock of the host, the API, siblings, people. All drawn
 * from one seed, on clocks that nobody waits for. What must hold after every step is {@link
 * HostileInvariants}' subject.
 */
final class HostileWorld implements AutoCloseable {
  /** A fault of the past that is put back into the agent, or beside it, to see it found. */
  enum Mutation {
    NONE,
    /** T13: an exchange without a lock. */
    NO_LOCK,
    /** T4: the same refresh token is sent twice in one call. */
    SENT_TWICE,
    /** T11: a pair without a lifetime is thrown away. */
    LIFETIME_DEMANDED,
    /** T15: logins are noted in the JVM's own time. */
    OWN_TIME,
    /** T1: a fault ends the token thread. */
    THREAD_ENDS,
    /** T16, T17: there is no back-off. */
    NO_BACK_OFF
  }

  final SettableClock real = new SettableClock();
  final SettableClock host = new SettableClock(real);
  final MemoryGateway gateway = new MemoryGateway(real, Duration.ofHours(2));
  final Random random;
  final Mutation mutation;
  final Path file;
  final HostileJvm[] jvms = new HostileJvm[2];
  HostileJvm caller;
  Object lockHolder;
  int claims;
  int steps;
  int faults;

  private final FileSystem disk =
      Jimfs.newFileSystem(
          Configuration.unix().toBuilder().setAttributeViews("basic", "posix").build());
  private final Deque<String> journal = new ArrayDeque<>();
  private final boolean login;
  private final HostileInvariants invariants;
  private final HostileEvents events;
  private String violation;
  private String lastNote;
  private String noteBefore;

  HostileWorld(long seed, Mutation mutation) throws IOException {
    this.random = new Random(seed);
    this.mutation = mutation;
    this.login = oneIn(2);
    this.file = Files.createDirectories(disk.getPath("/opt/central")).resolve("token.json");
    this.invariants = new HostileInvariants(this);
    this.events = new HostileEvents(this);
    gateway.redeemedAgain = invariants::presentedAgain;
    events.download();
    for (int i = 0; i < jvms.length; i++) {
      jvms[i] = new HostileJvm("JVM " + i, this);
      jvms[i].start();
    }
  }

  /** Until the time is over, or something does not hold. */
  void run(Duration days) throws IOException {
    Instant end = real.instant().plus(days);
    while (violation == null && real.instant().isBefore(end)) {
      pass(events.isStorm() ? stormStep() : calmStep(), null);
      events.happen();
    }
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  /** Null: everything held. */
  String violation() {
    return violation;
  }

  /** The last things that happened before. */
  String journal() {
    return String.join("\n", journal);
  }

  void violated(String what) {
    if (violation == null) {
      violation = what;
      note("VIOLATION: " + what);
    }
  }

  void note(String event) {
    boolean repeated = event.equals(lastNote) || event.equals(noteBefore);
    noteBefore = lastNote;
    lastNote = event;
    if (!repeated) {
      journal.addLast(real.instant() + " " + event);
      if (journal.size() > Integer.getInteger("hostile.journal", 30)) {
        journal.removeFirst();
      }
    }
  }

  /**
   * Time goes by, in which JVMs act and make requests.
   *
   * @param busy a JVM whose token thread waits for the gateway meanwhile; null: none
   */
  void pass(Duration time, HostileJvm busy) {
    Instant end = real.instant().plus(time);
    while (violation == null && real.instant().isBefore(end)) {
      Duration left = Duration.between(real.instant(), end);
      Duration step = busy == null || left.getSeconds() < 2 ? left : Duration.ofSeconds(2);
      real.advance(step);
      steps++;
      int first = random.nextInt(jvms.length);
      for (int i = 0; i < jvms.length; i++) {
        jvms[(first + i) % jvms.length].act();
      }
      for (HostileJvm jvm : jvms) {
        jvm.request();
      }
      invariants.check();
    }
  }

  /** What happens to a call of this JVM; null: nothing. */
  HostileGateway.Fault endpointFault(HostileJvm jvm, URI uri) {
    boolean isLogin = !uri.getPath().endsWith("/token");
    invariants.called(jvm, isLogin);
    HostileGateway.Fault fault = events.endpointFault();
    if (fault != null) {
      faults++;
    }
    return fault;
  }

  /** The API's answer to a token. */
  boolean accepts(String authorization) {
    return !events.rejects(authorization) && gateway.accepts(authorization);
  }

  Grants grants(TokenEndpoint endpoint, HostTime time) {
    return login
        ? Grants.refreshOrLogin(
            endpoint,
            URI.create("https://gateway.example"),
            new UserCredentials("user", () -> "password", "customer"),
            time)
        : Grants.refresh(endpoint);
  }

  boolean hasLogin() {
    return login;
  }

  HostileEvents events() {
    return events;
  }

  void died(HostileJvm jvm) {
    if (lockHolder == jvm) {
      lockHolder = null;
      claims = 0;
    }
    invariants.died(jvm);
  }

  TokenEndpoint endpoint(HostileJvm jvm, Clock clock) {
    TokenTransport gateway = new HostileGateway(this, jvm);
    return mutation == Mutation.LIFETIME_DEMANDED
        ? TestEndpoints.thatDemandsALifetime(() -> "secret", gateway, clock)
        : TestEndpoints.thatMayFailToRead(() -> "secret", gateway, clock, () -> {});
  }

  HostileInvariants invariants() {
    return invariants;
  }

  double chance() {
    return mutation == Mutation.NO_BACK_OFF ? -1000 : random.nextDouble();
  }

  boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private Duration stormStep() {
    return Duration.ofMillis(500 + random.nextInt(3500));
  }

  /** Until the next JVM is due, and then some seconds in which the others look at the file. */
  private Duration calmStep() {
    Duration step = Duration.ofSeconds(1 + random.nextInt(5 * 60));
    for (HostileJvm jvm : jvms) {
      Duration rest = jvm.untilDue();
      step = rest.compareTo(step) < 0 ? rest : step;
    }
    return step.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : step;
  }
}
