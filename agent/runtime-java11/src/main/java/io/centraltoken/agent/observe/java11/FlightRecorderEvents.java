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
 * them, never a program's. Found by name, see LateFlightRecord.
 */
public final class FlightRecorderEvents implements FlightRecord {
  /** Whether the classes of the events are loaded. */
  private volatile boolean ready;

  private boolean impossible;

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
    } catch (LinkageError noModule) {
      impossible = true; // jdk.jfr is not in this image, or not among the modules of the program
    }
  }

  @Override
  public void tokenRefresh(String outcome, boolean isNewPair, Duration took) {
    prepare();
    if (ready) {
      TokenRefreshEvent event = new TokenRefreshEvent();
      event.outcome = outcome;
      event.success = isNewPair;
      event.timeTaken = took.toMillis();
      event.commit();
    }
  }

  @Override
  public void tokenReload(TokenPair pair) {
    prepare();
    if (ready) {
      TokenReloadEvent event = new TokenReloadEvent();
      event.fingerprint = pair.fingerprint();
      event.generation = pair.generation();
      event.commit();
    }
  }

  @Override
  public void requestHeld(long millis) {
    if (ready) {
      RequestHeldEvent event = new RequestHeldEvent();
      event.timeHeld = millis;
      event.commit();
    }
  }

  @Override
  public void requestReplay() {
    if (ready) {
      new RequestReplayEvent().commit();
    }
  }
}
