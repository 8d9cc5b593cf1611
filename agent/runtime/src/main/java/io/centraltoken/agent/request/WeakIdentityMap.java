package io.centraltoken.agent.request;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What is known of requests and connections of the JDK for as long as they live. By identity:
 * {@code HttpRequestImpl.equals} compares URI, method and headers, and would take one of two equal
 * requests for the other.
 */
public final class WeakIdentityMap<V> {
  private static final int SLOTS = 1024;

  /**
   * How many keys there are, or will be in a moment, with each of the last bits of a hash: mostly
   * none, and then a look at another origin's connection allocates nothing.
   */
  private final AtomicIntegerArray counts = new AtomicIntegerArray(SLOTS);

  private final ConcurrentMap<Identity, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** Null if nothing is known. */
  public V get(Object of) {
    return mayBeThere(of) ? values.get(new Lookup(of)) : null;
  }

  /**
   * @return what was known before, which stays; null: nothing was
   */
  public V putIfAbsent(Object of, V value) {
    clean();
    Key key = new Key(of, gone);
    count(key, 1);
    V known = values.putIfAbsent(key, value);
    if (known != null) {
      count(key, -1);
    }
    return known;
  }

  /** What is known, which is this value from now on if nothing was. */
  public V getOrPut(Object of, V fresh) {
    V known = putIfAbsent(of, fresh);
    return known == null ? fresh : known;
  }

  /**
   * Where it is known that nothing more is to be remembered: a weak reference that the collector
   * has to clear costs it more than one that is garbage itself.
   */
  public void remove(Object of) {
    if (mayBeThere(of)) {
      Lookup key = new Lookup(of);
      if (values.remove(key) != null) {
        count(key, -1);
      }
    }
  }

  /** A view; of those that are gone some may be in it. */
  Collection<V> values() {
    clean();
    return values.values();
  }

  private void clean() {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      if (values.remove(key) != null) {
        count(key, -1);
      }
    }
  }

  private boolean mayBeThere(Object of) {
    return counts.get(slot(System.identityHashCode(of))) != 0;
  }

  /** Before a key is put, after it was removed. */
  private void count(Object key, int more) {
    counts.addAndGet(slot(key.hashCode()), more);
  }

  private static int slot(int hash) {
    return hash & (SLOTS - 1);
  }

  /** Equal to each other one of the same object, as long as that lives. */
  private interface Identity {
    Object of();
  }

  /** Finds a key. No reference, which the collector would have to look at. */
  private static final class Lookup implements Identity {
    private final Object of;

    Lookup(Object of) {
      this.of = of;
    }

    @Override
    public Object of() {
      return of;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(of);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Identity && of != null && of == ((Identity) other).of();
    }
  }

  private static final class Key extends WeakReference<Object> implements Identity {
    private final int hash;

    Key(Object of, ReferenceQueue<Object> gone) {
      super(of, gone);
      this.hash = System.identityHashCode(of);
    }

    @Override
    public Object of() {
      return get();
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object of = get();
      return other instanceof Identity && of != null && of == ((Identity) other).of();
    }
  }
}
