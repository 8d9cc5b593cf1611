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

  private record Request(String path) {}
}
