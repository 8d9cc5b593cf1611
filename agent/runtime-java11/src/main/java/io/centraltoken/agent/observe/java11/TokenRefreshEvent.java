package io.centraltoken.agent.observe.java11;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** An exchange of tokens, successful or not. */
@Name("io.centraltoken.TokenRefresh")
@Label("Token Refresh")
@Category("Central Token Agent")
@Description("A call of the token endpoint, or of the login, has ended")
@StackTrace(false)
final class TokenRefreshEvent extends Event {
  @Label("Outcome")
  @Description("\"new pair\", or the kind of failure")
  String outcome;

  @Label("Success")
  boolean success;

  @Label("Time Taken")
  @Timespan(Timespan.MILLISECONDS)
  long timeTaken;
}
