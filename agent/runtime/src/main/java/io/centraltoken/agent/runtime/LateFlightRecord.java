package io.centraltoken.agent.runtime;

import io.centraltoken.agent.observe.FlightRecord;

/** The events of Java Flight Recorder, on Java 11 and later. */
final class LateFlightRecord {
  private static final String FOR_JAVA_11 =
      "io.centraltoken.agent.observe.java11.FlightRecorderEvents";

  private LateFlightRecord() {}

  /** Null: this Java has none. */
  static FlightRecord open() throws ReflectiveOperationException {
    return Platform.hasModules()
        ? Class.forName(FOR_JAVA_11).asSubclass(FlightRecord.class).getConstructor().newInstance()
        : null;
  }
}
