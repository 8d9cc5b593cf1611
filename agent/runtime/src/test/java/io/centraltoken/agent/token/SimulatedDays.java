package io.centraltoken.agent.token;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.MemoryGateway.Fault;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * Two JVMs on one token file for many days, with a gateway that fails, JVMs that end and are
 * killed, and a person who downloads now and then; all drawn from one seed, on a clock that nobody
 * waits for. Notes each request that would have been rejected without an excuse.
 */
final class SimulatedDays implements AutoCloseable {
  private static final Duration LONGEST_STEP = Duration.ofMinutes(5);

  /** A request waits so long for an exchange that is due. */
  private static final Duration HOLD = Duration.ofSeconds(10);

  /** To a login after a lost pair. */
  private static final Duration MENDING = Duration.ofMinutes(6);

  /** Longer than the pause between two tries: each outage is noticed to have ended. */
  private static final Duration BETWEEN_OUTAGES = Duration.ofMinutes(8);

  private static final Fault[] OUTAGES = {
    Fault.NOT_REACHED, Fault.THROTTLED, Fault.UNAVAILABLE, Fault.ERROR
  };
  private static final Fault[] LOSSES = {
    Fault.LOST_REPLY, Fault.GARBAGE, Fault.KILLED_BEFORE, Fault.KILLED_AFTER
  };

  final SettableClock clock = new SettableClock();
  final MemoryGateway gateway = new MemoryGateway(clock, Duration.ofHours(2));
  final Path file;
  int rejectedWithoutExcuse;
  int rejectedWithExcuse;
  int requests;
  int faultsMet;
  int downloads;

  private final FileSystem disk =
      Jimfs.newFileSystem(
          Configuration.unix().toBuilder().setAttributeViews("basic", "posix").build());
  private final Random random;
  private final SimulatedJvm[] jvms = new SimulatedJvm[2];
  private final Deque<String> journal = new ArrayDeque<>();
  private Fault outage;
  private Instant outageEnds = Instant.EPOCH;
  private Fault loss;
  private Instant excusedUntil = Instant.MIN;

  /** The gateway has made a pair that nobody has. */
  private boolean lost;

  SimulatedDays(long seed) throws IOException {
    random = new Random(seed);
    file = Files.createDirectories(disk.getPath("/opt/central")).resolve("token.json");
    gateway.fault = this::fault;
    download();
    for (int i = 0; i < jvms.length; i++) {
      jvms[i] = new SimulatedJvm("JVM " + i, this, random);
    }
  }

  void run(Duration days) throws IOException {
    Instant end = clock.instant().plus(days);
    while (clock.instant().isBefore(end)) {
      clock.advance(step());
      happen();
      excuseWhoCannotMend();
      int before = gateway.rotations;
      act();
      if (gateway.rotations != before) {
        clock.advance(Duration.ofSeconds(1)); // in which siblings look at the file
        act();
      }
      request();
    }
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  /** The last things that happened before the first rejection. */
  String journal() {
    return String.join("\n", journal);
  }

  void note(Object event) {
    if (rejectedWithoutExcuse == 0) {
      journal.addLast(clock.instant() + " " + event);
      if (journal.size() > 40) {
        journal.removeFirst();
      }
    }
  }

  private Duration step() {
    Duration step = Duration.ofMillis(1 + random.nextInt((int) LONGEST_STEP.toMillis()));
    for (SimulatedJvm jvm : jvms) {
      Duration rest = jvm.untilDue();
      step = rest.compareTo(step) < 0 ? rest : step;
    }
    return later(step, Duration.ofMillis(1));
  }

  private void happen() throws IOException {
    if (clock.instant().isAfter(outageEnds)) {
      outage = null;
      boolean isNoticed = clock.instant().isAfter(outageEnds.plus(BETWEEN_OUTAGES));
      if (chance(600) && isNoticed) {
        outage = OUTAGES[random.nextInt(OUTAGES.length)];
        outageEnds = clock.instant().plusSeconds(random.nextInt(25 * 60));
        note(outage + " until " + outageEnds);
      } else if (loss == null && clock.instant().isAfter(excusedUntil) && chance(300)) {
        loss = LOSSES[random.nextInt(LOSSES.length)];
      }
    }
    if (chance(1500)) {
      download();
    }
  }

  /** Who is down, or cannot reach the gateway, can correct nothing. */
  private void excuseWhoCannotMend() {
    boolean someIsUp = jvms[0].isUp() || jvms[1].isUp();
    if (lost && (outage != null || !someIsUp)) {
      excuse(MENDING);
    }
  }

  private void excuse(Duration time) {
    Instant until = clock.instant().plus(time);
    excusedUntil = until.isAfter(excusedUntil) ? until : excusedUntil;
  }

  private void act() {
    int first = random.nextInt(jvms.length);
    for (int i = 0; i < jvms.length; i++) {
      SimulatedJvm jvm = jvms[(first + i) % jvms.length];
      jvm.act();
    }
  }

  private void request() {
    for (SimulatedJvm jvm : jvms) {
      if (jvm.isUp()) {
        requests++;
        boolean accepted = isAccepted(jvm);
        lost &= !accepted;
        if (!accepted) {
          if (clock.instant().isBefore(excusedUntil)) {
            rejectedWithExcuse++;
          } else {
            note("rejected: " + jvm);
            rejectedWithoutExcuse++;
          }
        }
      }
    }
  }

  private boolean isAccepted(SimulatedJvm jvm) {
    Instant end = clock.instant().plus(HOLD);
    while (jvm.isUp()
        && !jvm.state.isUsable()
        && !clock.instant().plus(jvm.untilDue()).isAfter(end)) {
      clock.advance(later(jvm.untilDue(), Duration.ofMillis(1)));
      act();
    }
    return !jvm.isUp() || gateway.accepts(jvm.state.authorization());
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** What a loss does to the pair takes a login to repair, which outages and the limit put off. */
  private Fault fault(boolean refresh) {
    if (outage != null) {
      faultsMet++;
      if (clock.instant().isBefore(excusedUntil)) {
        excuse(Duration.ofMinutes(40));
      }
      return outage;
    }
    if (loss == null || !refresh) {
      return null;
    }
    faultsMet++;
    Fault met = loss;
    loss = null;
    note(met);
    if (met != Fault.KILLED_BEFORE) {
      lost = true;
      excuse(MENDING);
    }
    return met;
  }

  private void download() throws IOException {
    downloads++;
    note("download");
    TokenPair pair = gateway.download();
    Files.writeString(
        file,
        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":7200,\"created_at\":%d}"
            .formatted(pair.accessToken(), pair.refreshToken(), pair.obtainedAt().toEpochMilli()));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
