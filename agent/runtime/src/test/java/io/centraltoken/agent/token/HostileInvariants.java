package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold after every step of a hostile world; the limits of calls are the ledger's. */
final class HostileInvariants {
  private static final Pattern LISTED =
      Pattern.compile("\"(?:previous|rejected)\" : \\[([^\\]]*)\\]");

  private static final Duration LOGIN_LIMIT = Duration.ofMinutes(31);
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final HostileWorld world;
  private Instant lastLogin = Instant.MIN;
  private Instant lastTrouble = Instant.MIN;
  private Instant clockSet = Instant.MIN;
  private Instant lostSince;
  private Instant excusedUntil = Instant.MIN;
  private int earlyLogins;
  private String received;
  private HostileJvm receiver;

  HostileInvariants(HostileWorld world) {
    this.world = world;
  }

  void called(HostileJvm jvm, boolean isLogin) {
    if (isLogin) {
      lastLogin = now();
      boolean mayBeUnnoted = jvm.store.fault != FaultyStore.Fault.NONE;
      lastTrouble = mayBeUnnoted ? now() : lastTrouble;
    }
  }

  void downloaded() {
    lostSince = null;
  }

  void died(HostileJvm jvm) {
    receiver = receiver == jvm ? null : receiver;
  }

  /** A whole response with a pair has arrived. */
  void received(HostileJvm jvm, String refreshToken) {
    receiver = jvm;
    received = refreshToken;
  }

  /** The gateway was shown a refresh token whose fate it has told before. */
  void presentedAgain(String refreshToken) {
    HostileJvm caller = world.caller;
    boolean known = caller.knowsAsSpent(refreshToken);
    boolean noted =
        caller.store.fault == FaultyStore.Fault.NONE
            && listed().contains(Fingerprint.of(refreshToken, 8));
    if (known || noted) {
      world.violated(
          caller.name
              + " presented "
              + refreshToken
              + " again"
              + (noted ? ", which is noted" : ""));
      world.note(read(world.events().own()));
    }
  }

  /** No person in sight would wait any longer. */
  boolean needsPerson() {
    return lostSince != null
        && isCalm()
        && now().isAfter(later(lostSince, world.events().calmSince()).plus(GRACE));
  }

  void check() {
    for (HostileJvm jvm : world.jvms) {
      if (jvm.isUp() && jvm.store.fault != FaultyStore.Fault.NONE) {
        lastTrouble = now();
      }
    }
    checkLogins();
    checkPair();
    for (HostileJvm jvm : world.jvms) {
      if (jvm.isUp()) {
        check(jvm);
      }
    }
  }

  /**
   * A clock that was set, or notes that could not be stored, excuse a login that is too early; one
   * that was set back makes a note one of the future, which counts as made when it is seen first.
   */
  void clockWasSet() {
    lastTrouble = now();
    clockSet = now();
  }

  /** For a JVM its own login was made as long ago as it was awake since. */
  void machineSlept() {
    clockSet = now();
  }

  private void checkLogins() {
    if (world.gateway.earlyLogins > earlyLogins) {
      earlyLogins = world.gateway.earlyLogins;
      if (now().isAfter(lastTrouble.plus(LOGIN_LIMIT))) {
        world.violated("a login within 30 minutes after another one");
      }
    }
  }

  /** A pair that was received is in a memory or on the disk while its receiver lives. */
  private void checkPair() {
    String present = world.gateway.refreshToken();
    boolean lost = present == null || !isKnown(present);
    if (!lost) {
      lostSince = null;
      return;
    }
    if (receiver != null && receiver.isUp() && received.equals(present)) {
      world.violated(receiver.name + " lost a pair that it had received");
    }
    lostSince = lostSince == null ? now() : lostSince;
    excusedUntil = now().plus(GRACE);
    Instant mustBeBack =
        later(
            later(lostSince, world.events().calmSince()),
            lastLogin.equals(Instant.MIN) ? lostSince : lastLogin.plus(LOGIN_LIMIT));
    if (clockSet.isAfter(lastLogin) && !lastLogin.equals(Instant.MIN)) {
      mustBeBack = later(mustBeBack, later(lostSince, clockSet).plus(LOGIN_LIMIT));
    }
    boolean someoneIsUp = world.jvms[0].isUp() || world.jvms[1].isUp();
    if (isCalm()
        && world.hasLogin()
        && someoneIsUp
        && now().isAfter(mustBeBack.plus(world.events().patience()).plus(Duration.ofMinutes(21)))) {
      world.violated("no login, although it is due");
    }
  }

  private void check(HostileJvm jvm) {
    if (jvm.unauthorisedSince == null) {
      return;
    }
    Instant since = jvm.unauthorisedSince;
    boolean lasts = jvm.unauthorisedRequests > 5; // a young token is tried twice
    if (lasts
        && now().isAfter(later(since, jvm.goodSince).plusSeconds(30))
        && !jvm.saidWhatIsWrong
        && !jvm.isInCall()
        && !world.events().rejectsSome()) {
      world.violated(jvm.name + " is not authorised since " + since + ", and says nothing");
    }
    Instant back = later(world.events().calmSince(), excusedUntil);
    if (lasts && isCalm() && now().isAfter(later(since, back).plus(world.events().patience()))) {
      world.violated(
          jvm.name + " is not authorised, " + Duration.between(back, now()) + " after all faults");
    }
  }

  private boolean isCalm() {
    return !world.events().calmSince().equals(Instant.MAX);
  }

  private boolean isKnown(String refreshToken) {
    for (HostileJvm jvm : world.jvms) {
      if (jvm.holds(refreshToken)) {
        return true;
      }
    }
    return read(world.file).contains(refreshToken)
        || read(world.events().own()).contains(refreshToken);
  }

  /** Fingerprints that the agent's own copy names as redeemed or rejected. */
  private String listed() {
    StringBuilder listed = new StringBuilder();
    Matcher list = LISTED.matcher(read(world.events().own()));
    while (list.find()) {
      listed.append(list.group(1));
    }
    return listed.toString().replaceAll("\"\\w+ unused\"", ""); // those may still be good
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Instant now() {
    return world.real.instant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
