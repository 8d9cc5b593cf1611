package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private static final int THREADS = 4;

  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  /** Two requests of the JDK are equal when they ask the same. */
  @Test
  void tellsEqualRequestsApart() {
    Request first = new Request("/sites");
    Request second = new Request("/sites");
    map.putIfAbsent(first, "of the first");
    assertThat(map.get(second)).isNull();
    map.putIfAbsent(second, "of the second");
    assertThat(map.get(first)).isEqualTo("of the first");
    assertThat(map.putIfAbsent(first, "another")).isEqualTo("of the first");
    assertThat(map.putIfAbsent(new Request("/sites"), "another")).isNull();
    assertThat(map.get(first)).isEqualTo("of the first");
    assertThat(map.get(second)).isEqualTo("of the second");
  }

  @Test
  void keepsWhatIsKnown() {
    Object of = new Object();
    assertThat(map.putIfAbsent(of, "first")).isNull();
    assertThat(map.putIfAbsent(of, "second")).isEqualTo("first");
    assertThat(map.getOrPut(of, "third")).isEqualTo("first");
    assertThat(map.getOrPut(new Object(), "fresh")).isEqualTo("fresh");
    assertThat(map.values()).contains("first");
  }

  @Test
  void forgetsWhatIsGone() {
    Object kept = new Object();
    map.putIfAbsent(kept, "kept");
    int gone = 0;
    for (int round = 0; round < 1000 && (round < 10 || map.values().size() > 1); round++) {
      map.putIfAbsent(new Object(), "gone");
      gone++;
      System.gc();
    }
    assertThat(gone).isGreaterThanOrEqualTo(10);
    assertThat(map.values()).hasSizeLessThan(10).contains("kept");
    assertThat(map.get(kept)).isEqualTo("kept");
  }

  /** Many more than there are chains. */
  @Test
  void findsEachOfMany() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      Object of = new Object();
      many.add(of);
      map.putIfAbsent(of, "value " + i);
      map.putIfAbsent(of, "another");
    }
    for (int i = 0; i < many.size(); i++) {
      assertThat(map.get(many.get(i))).isEqualTo("value " + i);
    }
    assertThat(map.get(new Object())).isNull();
    for (int i = 0; i < many.size(); i += 2) {
      map.remove(many.get(i));
      map.remove(many.get(i));
    }
    for (int i = 0; i < many.size(); i++) {
      assertThat(map.get(many.get(i))).isEqualTo(i % 2 == 0 ? null : "value " + i);
    }
    assertThat(map.values()).hasSize(many.size() / 2);
  }

  @Test
  void keepsWhatOtherThreadsPutAndRemove() throws Exception {
    List<Object> kept = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<Object>>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        work.add(threads.submit(this::putAndRemove));
      }
      for (Future<List<Object>> done : work) {
        kept.addAll(done.get());
      }
    } finally {
      threads.shutdownNow();
    }
    for (Object of : kept) {
      assertThat(map.get(of)).isEqualTo("kept");
    }
    assertThat(map.values()).hasSize(kept.size()).containsOnly("kept");
  }

  private List<Object> putAndRemove() {
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Object of = new Object();
      assertThat(map.putIfAbsent(of, i % 4 == 0 ? "kept" : "removed")).isNull();
      assertThat(map.get(of)).isNotNull();
      if (i % 4 == 0) {
        kept.add(of);
      } else {
        map.remove(of);
        assertThat(map.get(of)).isNull();
      }
    }
    return kept;
  }

  /** The collector clears some while others are removed from the same chains. */
  @Test
  void losesNothingWhileOthersGo() throws Exception {
    Object kept = new Object();
    map.putIfAbsent(kept, "kept");
    for (int round = 0; round < 20; round++) {
      List<Object> some = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        map.putIfAbsent(new Object(), "gone");
        Object of = new Object();
        map.putIfAbsent(of, "removed");
        some.add(of);
      }
      System.gc();
      for (Object of : some) {
        map.remove(of);
      }
      assertThat(map.get(kept)).isEqualTo("kept");
    }
    for (int round = 0; round < 1000 && map.values().size() > 1; round++) {
      System.gc();
    }
    assertThat(map.values()).containsExactly("kept");
    map.remove(kept);
    assertThat(map.values()).isEmpty();
    assertThat(map.atMost()).isZero();
  }

  private record Request(String path) {}
}
