package io.centraltoken.agent.oauth;

import java.util.function.Supplier;

/**
 * A secret that may be replaced while the program runs (a file that is read again), and whether the
 * one that the gateway rejected has been. Called by the token thread only.
 */
final class Secret {
  private final Supplier<String> source;
  private String used;
  private String rejected;

  Secret(Supplier<String> source) {
    this.source = source;
  }

  /** As it is now. */
  String value() {
    used = source.get();
    return used;
  }

  /** The gateway rejects what {@link #value} gave last. */
  void reject() {
    rejected = used;
  }

  boolean isRejected() {
    return rejected != null && rejected.equals(source.get());
  }

  /** Whether another one is there than the one that was rejected. */
  boolean isCorrected() {
    return rejected != null && !rejected.equals(source.get());
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
