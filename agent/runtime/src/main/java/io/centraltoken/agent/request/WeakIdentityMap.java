package io.centraltoken.agent.request;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is known of requests and connections of the JDK for as long as they live. By identity:
 * {@code HttpRequestImpl.equals} compares URI, method and headers, and would take one of two equal
 * requests for the other.
 */
public final class WeakIdentityMap<V> {
  private final ConcurrentMap<Identity, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** Null if nothing is known. */
  public V get(Object of) {
    return values.isEmpty() ? null : values.get(new Lookup(of));
  }

  /**
   * @return what was known before, which stays; null: nothing was
   */
  public V putIfAbsent(Object of, V value) {
    clean();
    return values.putIfAbsent(new Key(of, gone), value);
  }

  /** What is known, which is this value from now on if nothing was. */
  public V getOrPut(Object of, V fresh) {
    V known = putIfAbsent(of, fresh);
    return known == null ? fresh : known;
  }

  public V put(Object of, V value) {
    clean();
    return values.put(new Key(of, gone), value);
  }

  public void remove(Object of) {
    if (!values.isEmpty()) {
      values.remove(new Lookup(of));
    }
  }

  /** A view; of those that are gone some may be in it. */
  Collection<V> values() {
    clean();
    return values.values();
  }

  private void clean() {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      values.remove(key);
    }
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
