package io.centraltoken.agent.observe.java11;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pair that somebody else has put into the store. */
@Name("io.centraltoken.TokenReload")
@Label("Token Reload")
@Category("Central Token Agent")
@Description("A pair was read that another process, or a person, has put into the store")
@StackTrace(false)
final class TokenReloadEvent extends Event {
  @Label("Fingerprint")
  @Description("The first 8 hexadecimal digits of the SHA-256 of the access token")
  String fingerprint;

  @Label("Generation")
  @Description("Exchanges since the token was downloaded")
  long generation;
}
