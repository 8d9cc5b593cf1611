package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.HostileGateway.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What happens to the world: storms of some minutes, in which any number of faults last and change,
 * and calms in which people and clocks do something now and then.
 */
final class HostileEvents {
  private static final Fault[] ENDPOINT = Fault.values();
  private static final FaultyStore.Fault[] DISK = FaultyStore.Fault.values();

  private final HostileWorld world;
  private Instant stormEnds = Instant.MIN;
  private Instant calmSince = Instant.MIN;
  private boolean clientWasRejected;
  private Fault outage;
  private Fault once;
  private boolean rejectsAll;
  private String rejected;
  private String oldCopy;
  private Instant personFinishes;

  HostileEvents(HostileWorld world) {
    this.world = world;
  }

  boolean isStorm() {
    return !stormEnds.equals(Instant.MIN);
  }

  /** When the last fault ended; MAX: one lasts. */
  Instant calmSince() {
    return isStorm() || personFinishes != null ? Instant.MAX : calmSince;
  }

  /** How long recovery may take. */
  Duration patience() {
    return clientWasRejected ? Duration.ofMinutes(31) : Duration.ofMinutes(2);
  }

  void refreshed() {
    calmSince = clientWasRejected ? world.real.instant() : calmSince;
    clientWasRejected = false;
  }

  boolean rejects(String authorization) {
    return rejectsAll || authorization.equals(rejected);
  }

  boolean rejectsSome() {
    return rejectsAll || rejected != null;
  }

  Fault endpointFault() {
    Fault met = once != null ? once : outage;
    once = null;
    clientWasRejected |= met == Fault.CLIENT_REJECTED;
    if (met != null && met.losesPair()) {
      outage = outage == met ? null : outage;
    }
    return met;
  }

  void happen() {
    try {
      if (world.real.instant().isBefore(stormEnds)) {
        storm();
      } else if (isStorm()) {
        endStorm();
      } else {
        calm();
      }
      person();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void calm() throws IOException {
    if (world.oneIn(60)) {
      stormEnds = world.real.instant().plusSeconds(20 + world.random.nextInt(10 * 60));
      world.note("a storm until " + stormEnds);
      storm();
    } else if (world.oneIn(400)) {
      download();
    } else if (world.oneIn(300)) {
      jump(Duration.ofSeconds(world.random.nextInt(7200) - 3600));
    } else if (world.oneIn(300)) {
      sleep(Duration.ofMinutes(1 + world.random.nextInt(300)));
    } else if (world.oneIn(400)) {
      bringOldCopyBack();
    }
  }

  /** Each kind of fault comes and goes by itself, so that any of them meet. */
  private void storm() throws IOException {
    if (world.oneIn(12)) {
      outage = world.oneIn(2) ? null : ENDPOINT[world.random.nextInt(ENDPOINT.length)];
      world.note("endpoint: " + outage);
    }
    if (world.oneIn(40)) {
      once = ENDPOINT[world.random.nextInt(ENDPOINT.length)];
    }
    for (HostileJvm jvm : world.jvms) {
      if (jvm.isUp() && world.oneIn(15)) {
        jvm.store.fault =
            world.oneIn(2) ? FaultyStore.Fault.NONE : DISK[world.random.nextInt(DISK.length)];
        world.note(jvm.name + "'s disk: " + jvm.store.fault);
      }
    }
    if (world.oneIn(40)) {
      rejectsAll = !rejectsAll;
      world.note("the API rejects all: " + rejectsAll);
    }
    if (world.oneIn(30)) {
      rejected =
          world.oneIn(2) ? null : world.jvms[0].isUp() ? world.jvms[0].state.present() : null;
    }
    if (world.oneIn(150)) {
      jump(Duration.ofSeconds(world.random.nextInt(7200) - 3600));
    } else if (world.oneIn(200)) {
      sleep(Duration.ofMinutes(1 + world.random.nextInt(200)));
    } else if (world.oneIn(200)) {
      download();
    } else if (world.oneIn(150)) {
      bringOldCopyBack();
    } else if (world.oneIn(300)) {
      world.gateway.revoke();
      world.note("an administrator revokes the token");
    } else if (world.oneIn(200)) {
      startToEdit();
    }
  }

  private void endStorm() {
    stormEnds = Instant.MIN;
    calmSince = world.real.instant();
    outage = null;
    once = null;
    rejectsAll = false;
    rejected = null;
    for (HostileJvm jvm : world.jvms) {
      if (jvm.isUp()) {
        jvm.store.fault = FaultyStore.Fault.NONE;
        jvm.unauthorisedRequests = 0;
      }
    }
    world.note("the storm is over");
  }

  /** Somebody who sees that nothing helps but a download, or who is in the middle of an edit. */
  private void person() throws IOException {
    if (personFinishes != null && !world.real.instant().isBefore(personFinishes)) {
      personFinishes = null;
      calmSince = world.real.instant();
      download();
    } else if (!isStorm() && !world.hasLogin() && world.invariants().needsPerson()) {
      download();
    }
  }

  /** A tool that has the file open, half of it written. */
  private void startToEdit() throws IOException {
    world.note("a person begins to write the file");
    Files.writeString(world.file, "{\"access_token\":\"hal");
    personFinishes = world.real.instant().plusSeconds(1 + world.random.nextInt(60));
  }

  void download() throws IOException {
    world.note("a download");
    TokenPair pair = world.gateway.download();
    String text =
        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":7200,\"created_at\":%d}"
            .formatted(
                pair.accessToken(), pair.refreshToken(), world.host.instant().toEpochMilli());
    Files.writeString(world.file, text);
    oldCopy = oldCopy == null || world.oneIn(3) ? text : oldCopy;
    world.invariants().downloaded();
  }

  private void bringOldCopyBack() throws IOException {
    if (oldCopy != null && Files.exists(own())) {
      world.note("a deployment brings an old file back");
      Files.writeString(world.file, oldCopy);
    }
  }

  private void jump(Duration by) {
    world.note("the clock of the host is set by " + by);
    world.host.advance(by);
    world.invariants().clockWasSet();
    calmSince = world.real.instant();
  }

  private void sleep(Duration time) {
    world.note("the machine sleeps for " + time);
    world.real.advance(time);
    for (HostileJvm jvm : world.jvms) {
      jvm.sleep(time);
    }
    world.invariants().machineSlept();
    calmSince = world.real.instant();
  }

  Path own() {
    return world.file.resolveSibling("token.json.agent");
  }
}
