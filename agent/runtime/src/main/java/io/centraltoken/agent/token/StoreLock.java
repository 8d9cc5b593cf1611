package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Faults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * The claim on a store among the processes of a host: taken, held by another one, or not to be had.
 * Without one nothing is exchanged, unless nobody else can have one either. Called by the token
 * thread only.
 */
final class StoreLock {
  /** An exchange that another process makes is rarely longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Who waits for it asks more often. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final TokenStore store;
  private final TokenListener listener;
  private Instant heldSince;
  private Instant lastAsked = Instant.MIN;
  private boolean impossible;
  private boolean saidThatNobodyCan;

  StoreLock(TokenStore store, TokenListener listener) {
    this.store = store;
    this.listener = listener;
  }

  /**
   * @return null: not now; one that holds nothing, after a warning, where nobody can have one
   */
  TokenStore.Claim claim(Instant now) {
    impossible = false;
    try {
      TokenStore.Claim claim = store.tryClaim();
      heldSince = claim != null ? null : isHeldOn(now) ? heldSince : now;
      lastAsked = now;
      return claim;
    } catch (NoLockException nobodyElseEither) {
      heldSince = null;
      if (!saidThatNobodyCan) {
        saidThatNobodyCan = true;
        listener.unclaimable(nobodyElseEither.getMessage());
      }
      return () -> {};
    } catch (IOException othersMay) {
      heldSince = null;
      impossible = true;
      listener.unlockable(
          StoreException.reason(othersMay),
          othersMay instanceof StoreException ? ((StoreException) othersMay).remedy() : "");
      return null;
    }
  }

  void release(TokenStore.Claim claim) {
    try {
      claim.close();
    } catch (IOException notReleased) {
      listener.unclaimable(Faults.describe(notReleased));
    }
  }

  /**
   * Does something under a claim.
   *
   * @return false if it was not done, because there is no claim now
   * @throws IOException what the work throws
   */
  boolean during(Instant now, Work work) throws IOException {
    TokenStore.Claim claim = claim(now);
    if (claim == null) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      release(claim);
    }
  }

  /** Whether the last claim could not be had although nobody is known to hold it. */
  boolean isImpossible() {
    return impossible;
  }

  /** Whether it was held when it was asked for a moment ago: else it may have been free since. */
  private boolean isHeldOn(Instant now) {
    return heldSince != null && now.isBefore(lastAsked.plus(PAUSE));
  }

  /** Another process has stored a pair: it is at work, and does not hang. */
  void otherMadeProgress() {
    heldSince = null;
  }

  /** Whether another process has held it for so long that it may never let go of it. */
  boolean isHeldForLong(Instant now) {
    if (heldSince == null || now.isBefore(heldSince.plus(PATIENCE))) {
      return false;
    }
    listener.heldByOther(store.holder());
    return true;
  }

  /** What is done under a claim. */
  interface Work {
    void run() throws IOException;
  }
}
