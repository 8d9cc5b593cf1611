package io.centraltoken.agent.token;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/** A store on a disk that fails as the world says, and its lock among the JVMs of the world. */
final class FaultyStore extends MortalStore {
  /** What is wrong with the disk of one JVM. */
  enum Fault {
    NONE,
    FULL,
    READ_ONLY,
    UNREADABLE,
    UNLOCKABLE,
    SLOW,
    INTERRUPTED,
    BROKEN
  }

  Fault fault = Fault.NONE;

  private final HostileWorld world;
  private final Object jvm;
  private ExchangeNotes notes = ExchangeNotes.NONE;

  FaultyStore(TokenStore store, HostileWorld world, Object jvm) {
    super(store);
    this.world = world;
    this.jvm = jvm;
  }

  @Override
  public StoredState load() {
    try {
      meet();
    } catch (IOException problem) {
      return StoredState.without(problem, notes, null);
    }
    if (fault == Fault.UNREADABLE) {
      return StoredState.without(
          new StoreException("the file cannot be read (Input/output error)", "wait"), notes, null);
    }
    StoredState state = super.load();
    notes = state.notes();
    return state;
  }

  @Override
  public ExchangeNotes note(ExchangeNotes noted) throws IOException {
    notes = super.note(noted);
    return notes;
  }

  @Override
  public String holder() {
    return String.valueOf(world.lockHolder);
  }

  @Override
  public Claim tryClaim() throws IOException {
    meet();
    if (fault == Fault.UNLOCKABLE) {
      throw new StoreException("the lock is another user's", "give it to this one");
    } else if (fault == Fault.READ_ONLY) {
      throw new NoLockException("read-only file system");
    } else if (world.mutation == HostileWorld.Mutation.NO_LOCK) {
      return () -> {};
    } else if (world.lockHolder != null && world.lockHolder != jvm) {
      return null;
    }
    world.lockHolder = jvm;
    world.claims++;
    return this::release;
  }

  private void release() {
    if (!dead && --world.claims == 0) {
      world.lockHolder = null;
    }
  }

  @Override
  void beforeWrite() throws IOException {
    meet();
    if (fault == Fault.FULL || fault == Fault.READ_ONLY) {
      throw new IOException(fault.toString());
    }
  }

  private void meet() throws IOException {
    if (dead) {
      throw new IOException("the JVM is gone");
    } else if (fault == Fault.SLOW) {
      world.real.advance(Duration.ofMillis(world.random.nextInt(400)));
    } else if (fault == Fault.INTERRUPTED && world.oneIn(4)) {
      throw new ClosedByInterruptException();
    } else if (fault == Fault.BROKEN && world.oneIn(3)) {
      throw new OutOfMemoryError("of the world");
    }
  }
}
