package io.centraltoken.agent.token;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Predicate;

/**
 * A store on a disk that fails as the world says, and its lock among the JVMs of the world. Writes
 * nothing any more once its JVM was killed.
 */
final class FaultyStore implements TokenStore {
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
  boolean dead;

  private final TokenStore store;
  private final HostileWorld world;
  private final Object jvm;

  FaultyStore(TokenStore store, HostileWorld world, Object jvm) {
    this.store = store;
    this.world = world;
    this.jvm = jvm;
  }

  @Override
  public TokenPair load() throws IOException {
    meet();
    if (fault == Fault.UNREADABLE) {
      throw new StoreException("the file cannot be read (Input/output error)", "wait");
    }
    return store.load();
  }

  @Override
  public ExchangeNotes notes() {
    return store.notes();
  }

  @Override
  public boolean isStale() {
    return store.isStale();
  }

  @Override
  public boolean isAfter(TokenPair other) {
    return store.isAfter(other);
  }

  @Override
  public boolean hasRedeemed(TokenPair other) {
    return store.hasRedeemed(other);
  }

  @Override
  public String rehearse() throws IOException {
    requireRoom();
    return store.rehearse();
  }

  @Override
  public String holder() {
    return String.valueOf(world.lockHolder);
  }

  @Override
  public void note(ExchangeNotes notes) throws IOException {
    requireRoom();
    store.note(notes);
  }

  @Override
  public Closeable reserve() throws IOException {
    requireRoom();
    Closeable room = store.reserve();
    return () -> {
      if (!dead) {
        room.close();
      }
    };
  }

  @Override
  public boolean save(TokenPair pair, Predicate<TokenPair> isRedeemed, ExchangeNotes notes)
      throws IOException {
    requireRoom();
    return store.save(pair, isRedeemed, notes);
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

  private void requireRoom() throws IOException {
    meet();
    if (fault == Fault.FULL || fault == Fault.READ_ONLY) {
      throw new IOException(fault.toString());
    }
  }

  private void meet() throws IOException {
    if (dead) {
      throw new IOException("the JVM is gone");
    } else if (fault == Fault.SLOW) {
      world.real.advance(java.time.Duration.ofMillis(world.random.nextInt(400)));
    } else if (fault == Fault.INTERRUPTED && world.oneIn(4)) {
      throw new ClosedByInterruptException();
    } else if (fault == Fault.BROKEN && world.oneIn(3)) {
      throw new OutOfMemoryError("of the world");
    }
  }
}
