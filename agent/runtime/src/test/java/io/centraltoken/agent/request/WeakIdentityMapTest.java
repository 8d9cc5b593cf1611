package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  /** Two requests of the JDK are equal when they ask the same. */
  @Test
  void tellsEqualRequestsApart() {
    Request first = new Request("/sites");
    Request second = new Request("/sites");
    map.put(first, "of the first");
    assertThat(map.get(second)).isNull();
    map.put(second, "of the second");
    assertThat(map.get(first)).isEqualTo("of the first");
    assertThat(map.putIfAbsent(first, "another")).isEqualTo("of the first");
    assertThat(map.putIfAbsent(new Request("/sites"), "another")).isNull();
    map.remove(new Request("/sites"));
    map.remove(first);
    assertThat(map.get(first)).isNull();
    assertThat(map.get(second)).isEqualTo("of the second");
  }

  @Test
  void replacesAndKeepsWhatIsKnown() {
    Object of = new Object();
    assertThat(map.put(of, "first")).isNull();
    assertThat(map.put(of, "second")).isEqualTo("first");
    assertThat(map.getOrPut(of, "third")).isEqualTo("second");
    assertThat(map.getOrPut(new Object(), "fresh")).isEqualTo("fresh");
    assertThat(map.values()).contains("second");
  }

  @Test
  void forgetsWhatIsGone() {
    Object kept = new Object();
    map.put(kept, "kept");
    int gone = 0;
    for (int round = 0; round < 1000 && (round < 10 || map.values().size() > 1); round++) {
      map.put(new Object(), "gone");
      gone++;
      System.gc();
    }
    assertThat(gone).isGreaterThanOrEqualTo(10);
    assertThat(map.values()).hasSizeLessThan(10).contains("kept");
    assertThat(map.get(kept)).isEqualTo("kept");
  }

  private record Request(String path) {}
}
