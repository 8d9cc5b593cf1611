package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
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

  /** Many more than there are counters, so that each counts several. */
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
  }

  private record Request(String path) {}
}
