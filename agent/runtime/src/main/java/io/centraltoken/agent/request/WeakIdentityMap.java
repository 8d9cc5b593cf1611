package io.centraltoken.agent.request;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What is known of requests and connections of the JDK for as long as they live. By identity:
 * {@code HttpRequestImpl.equals} compares URI, method and headers, and would take one of two equal
 * requests for the other.
 *
 * <p>Each request to the gateway is put and removed once, and each request elsewhere is looked for.
 * So there are no locks, one compare-and-set for a change, and no allocation for a look, which a
 * ConcurrentHashMap with weak keys cannot do: it has to be asked with an object that is equal to
 * the key.
 */
public final class WeakIdentityMap<V> {
  /** A chain stays short with thousands of requests at a time, and empty ones take 8 kB. */
  private static final int SLOTS = 2048;

  /** Heads of chains, which do not change: a new entry comes before them. */
  private final AtomicReferenceArray<Entry<V>> slots = new AtomicReferenceArray<>(SLOTS);

  /** Never less than there are; an object's first hash takes longer than all other work here. */
  private final AtomicInteger atMost = new AtomicInteger();

  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** Null if nothing is known. */
  public V get(Object of) {
    if (atMost.get() == 0) {
      return null;
    }
    Entry<V> entry = find(slots.get(slot(System.identityHashCode(of))), of);
    return entry == null ? null : entry.value;
  }

  /**
   * @return what was known before, which stays; null: nothing was
   */
  public V putIfAbsent(Object of, V value) {
    clean();
    int slot = slot(System.identityHashCode(of));
    atMost.incrementAndGet();
    while (true) {
      Entry<V> head = slots.get(slot);
      Entry<V> known = find(head, of);
      if (known != null) {
        atMost.decrementAndGet();
        return known.value;
      }
      if (slots.compareAndSet(slot, head, new Entry<>(of, gone, slot, value, head))) {
        return null;
      }
    }
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
    if (atMost.get() == 0) {
      return;
    }
    int slot = slot(System.identityHashCode(of));
    Entry<V> head;
    Entry<V> entry;
    do {
      head = slots.get(slot);
      entry = find(head, of);
    } while (entry != null && !remove(slot, head, entry));
  }

  /** Of those that are gone some may be among them. */
  List<V> values() {
    clean();
    List<V> values = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      for (Entry<V> entry = slots.get(slot); entry != null; entry = entry.next) {
        values.add(entry.value);
      }
    }
    return values;
  }

  /** How many there are, and are about to be. */
  int atMost() {
    return atMost.get();
  }

  private void clean() {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      int slot = ((Entry<?>) key).slot;
      Entry<V> head;
      Entry<V> entry;
      do {
        head = slots.get(slot);
        entry = findEntry(head, key);
      } while (entry != null && !remove(slot, head, entry));
    }
  }

  /** Whether the chain was still this one, and is now one without the entry. */
  private boolean remove(int slot, Entry<V> head, Entry<V> entry) {
    Entry<V> rest = entry.next;
    int removed = 1;
    for (Entry<V> before = head; before != entry; before = before.next) {
      Object of = before.get();
      if (of == null) {
        removed++;
      } else {
        rest = new Entry<>(of, gone, slot, before.value, rest);
      }
    }
    boolean isDone = slots.compareAndSet(slot, head, rest);
    if (isDone) {
      atMost.addAndGet(-removed);
    }
    return isDone;
  }

  private static <V> Entry<V> find(Entry<V> head, Object of) {
    Entry<V> entry = head;
    while (entry != null && entry.get() != of) {
      entry = entry.next;
    }
    return entry;
  }

  private static <V> Entry<V> findEntry(Entry<V> head, Reference<?> key) {
    Entry<V> entry = head;
    while (entry != null && entry != key) {
      entry = entry.next;
    }
    return entry;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }

  private static final class Entry<V> extends WeakReference<Object> {
    final int slot;
    final V value;
    final Entry<V> next;

    Entry(Object of, ReferenceQueue<Object> gone, int slot, V value, Entry<V> next) {
      super(of, gone);
      this.slot = slot;
      this.value = value;
      this.next = next;
    }
  }
}
