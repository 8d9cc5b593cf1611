package io.centraltoken.agent.runtime;

import java.util.Formatter;
import java.util.Locale;

/**
 * Runs the static initializers of classes that only an exchange uses, while there is memory. Where
 * one of them meets an OutOfMemoryError, its class is broken for the life of the JVM (JLS 12.4.2):
 * one full heap at the wrong moment, and no token would ever be refreshed again.
 */
final class StaticInitializers {
  private static final String AGENT = "io.centraltoken.agent.";
  private static final String JACKSON = "com.fasterxml.jackson.core.";

  /** Those that are not used before the first exchange, nor where the first one succeeds. */
  private static final String[] CLASSES = {
    AGENT + "oauth.CallThreads",
    AGENT + "oauth.FailureClass",
    AGENT + "oauth.LoginEndpoint$1",
    AGENT + "oauth.RetryAfter",
    AGENT + "oauth.Unreachable",
    AGENT + "oauth.Unreachable$1",
    AGENT + "proxy.DigestResponse",
    AGENT + "proxy.ProxyCredentials$Outcome",
    AGENT + "proxy.ProxyRefusalException",
    AGENT + "request.KeptBody",
    AGENT + "token.LoginGrant",
    AGENT + "token.TokenRefresher$Rejection",
    JACKSON + "JsonLocation",
    JACKSON + "PrettyPrinter",
    JACKSON + "StreamWriteCapability",
    JACKSON + "io.NumberOutput",
    JACKSON + "json.JsonWriteFeature",
    JACKSON + "json.UTF8JsonGenerator",
    JACKSON + "util.DefaultIndenter",
    JACKSON + "util.DefaultPrettyPrinter",
    JACKSON + "util.DefaultPrettyPrinter$FixedSpaceIndenter",
    JACKSON + "util.DefaultPrettyPrinter$NopIndenter",
    JACKSON + "util.Separators$Spacing",
    "java.math.RoundingMode",
    "java.net.URLEncoder"
  };

  private StaticInitializers() {}

  /**
   * @throws OutOfMemoryError if it is too late
   */
  static void run() throws ClassNotFoundException {
    for (String name : CLASSES) {
      Class.forName(name, true, StaticInitializers.class.getClassLoader());
    }
    new Formatter(Locale.ROOT).format("%s %d", "", 0); // some of its classes differ between JDKs
  }
}
