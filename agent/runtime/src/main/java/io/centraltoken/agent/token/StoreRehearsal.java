package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;

/**
 * Finds out, before an exchange, what would keep a new pair from being stored, and takes the room
 * for it: afterwards the only refresh token is spent. Called by the token thread only.
 */
final class StoreRehearsal {
  private final TokenStore store;
  private final StoreLock lock;
  private final TokenListener listener;
  private boolean done;
  private boolean triedEarly;
  private Closeable room;

  StoreRehearsal(TokenStore store, StoreLock lock, TokenListener listener) {
    this.store = store;
    this.lock = lock;
    this.listener = listener;
  }

  /**
   * Under a claim.
   *
   * @throws IOException if a new pair could not be stored as things are
   */
  void require() throws IOException {
    if (!done) {
      String remark = store.rehearse();
      done = true;
      if (remark != null) {
        listener.storeIs(remark);
      }
    }
  }

  /** Once at the start, where no exchange is due: nothing is held up by a slow disk. */
  void tryEarly(Instant now) {
    if (done || triedEarly) {
      return;
    }
    try {
      triedEarly = lock.during(now, this::require);
    } catch (IOException unwritable) {
      triedEarly = true;
      listener.putOff(Faults.describe(unwritable));
    }
  }

  /**
   * Under a claim, for each exchange.
   *
   * @throws IOException if there is no room for a new pair
   */
  void reserve() throws IOException {
    room = store.reserve();
  }

  /** Gives back what {@link #reserve} took, if it took any. */
  void release() {
    Closeable taken = room;
    room = null;
    try {
      if (taken != null) {
        taken.close();
      }
    } catch (IOException debris) {
      listener.putOff(Faults.describe(debris));
    }
  }
}
