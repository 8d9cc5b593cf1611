package io.centraltoken.agent.observe.java11;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A request that has waited for an exchange. */
@Name("io.centraltoken.RequestHeld")
@Label("Request Held")
@Category("Central Token Agent")
@Description("A request that waited for an exchange of tokens goes on")
final class RequestHeldEvent extends Event {
  @Label("Time Held")
  @Timespan(Timespan.MILLISECONDS)
  long timeHeld;
}
