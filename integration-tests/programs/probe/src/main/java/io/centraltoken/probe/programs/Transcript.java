package io.centraltoken.probe.programs;

import java.util.ArrayList;
import java.util.List;

/** What a program saw, in order; written by any of its threads. */
final class Transcript {
  /** A hidden repetition is one of them. */
  private static final String COUNTED_ROUNDS = "too many +times \\(\\d+\\)";

  private final List<String> lines = new ArrayList<>();

  synchronized void saw(String what, Object value) {
    lines.add(what + ": " + value);
  }

  /** Told once: for a hidden repetition of a request a CookieHandler is asked again. */
  synchronized void wasAsked(String what) {
    if (!lines.contains(what)) {
      lines.add(what);
    }
  }

  synchronized void failed(String what, Throwable failure) {
    StringBuilder line = new StringBuilder(what + " failed");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      line.append(": ").append(cause.getClass().getName());
      line.append(" (").append(cause.getMessage()).append(')');
    }
    lines.add(line.toString().replaceAll(COUNTED_ROUNDS, "too many times"));
  }

  /** Something that may fail. */
  void tries(String what, Step step) {
    try {
      saw(what, step.take());
    } catch (Exception failure) {
      failed(what, failure);
    }
  }

  synchronized List<String> lines() {
    return new ArrayList<>(lines);
  }

  /** One thing that a program does. */
  interface Step {
    Object take() throws Exception;
  }
}
