package io.centraltoken.agent.runtime;

import io.centraltoken.agent.observe.FlightRecord;

/** The events of Java Flight Recorder, on Java 11 and later. */
final class LateFlightRecord {
  private static final String FOR_JAVA_11 =
      "io.centraltoken.agent.observe.java11.FlightRecorderEvents";

  private LateFlightRecord() {}

  /** Null: this Java has none, or its module is not among those of the program. */
  static FlightRecord open() throws ReflectiveOperationException {
    if (!Platform.hasModules()) {
      return null;
    }
    try {
      return Class.forName(FOR_JAVA_11)
          .asSubclass(FlightRecord.class)
          .getConstructor()
          .newInstance();
    } catch (LinkageError noModule) {
      return null;
    }
  }
}
