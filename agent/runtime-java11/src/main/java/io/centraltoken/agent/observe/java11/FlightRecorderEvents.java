package io.centraltoken.agent.observe.java11;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.observe.FlightRecord;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * Events of Java Flight Recorder. A class of an event starts the recorder when it is loaded, which
 * takes tens of milliseconds: none is, until somebody else has started it. The token thread loads
 * them, never a program's. Whatever fails here ends the recording of events, and nothing else: a
 * request, or a refresh, is worth more. Found by name, see LateFlightRecord.
 */
public final class FlightRecorderEvents implements FlightRecord {
  /** Whether the classes of the events are loaded. */
  private volatile boolean ready;

  private volatile boolean impossible;

  @Override
  public void prepare() {
    if (ready || impossible) {
      return;
    }
    try {
      if (FlightRecorder.isInitialized()) {
        List<Class<? extends Event>> events =
            List.of(
                TokenRefreshEvent.class,
                TokenReloadEvent.class,
                RequestHeldEvent.class,
                RequestReplayEvent.class);
        events.forEach(FlightRecorder::register);
        ready = true;
      }
    } catch (RuntimeException | LinkageError noRecorder) {
      stop(); // jdk.jfr is not in this image, or not among the modules of the program
    }
  }

  private void stop() {
    ready = false;
    impossible = true;
  }

  @Override
  public void tokenRefresh(String outcome, boolean isNewPair, Duration took) {
    prepare();
    if (ready) {
      TokenRefreshEvent event = new TokenRefreshEvent();
      event.outcome = outcome;
      event.success = isNewPair;
      event.timeTaken = took.toMillis();
      commit(event);
    }
  }

  @Override
  public void tokenReload(TokenPair pair) {
    prepare();
    if (ready) {
      TokenReloadEvent event = new TokenReloadEvent();
      event.fingerprint = pair.fingerprint();
      event.generation = pair.generation();
      commit(event);
    }
  }

  @Override
  public void requestHeld(long millis) {
    if (ready) {
      RequestHeldEvent event = new RequestHeldEvent();
      event.timeHeld = millis;
      commit(event);
    }
  }

  @Override
  public void requestReplay() {
    if (ready) {
      commit(new RequestReplayEvent());
    }
  }

  private void commit(Event event) {
    try {
      event.commit();
    } catch (RuntimeException | Error unrecorded) {
      stop();
    }
  }
}
