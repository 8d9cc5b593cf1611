package io.centraltoken.probe.programs;

import java.util.Random;

/** What a generated program does, drawn from its number: the same number, the same program. */
final class Choice {
  /** Small seeds of {@link Random} all begin with the same draws. */
  private static final long MIXED = 0x9E3779B97F4A7C15L;

  private final Random random;

  Choice(long number) {
    random = new Random(number * MIXED);
  }

  @SafeVarargs
  final <T> T of(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
