package io.centraltoken.agent.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Options of the JDK that print the headers of requests, and the token with them. */
final class RevealingOptions {
  private final Properties properties;

  /**
   * @param properties of the JVM
   */
  RevealingOptions(Properties properties) {
    this.properties = properties;
  }

  /** What people should know, or null. */
  String warning() {
    String httpClient = "jdk.httpclient.HttpClient.log";
    String tls = "javax.net.debug";
    if (holdsOneOf(httpClient, "headers", "all")) {
      return warning(httpClient);
    } else if (holdsOneOf(tls, "plaintext", "all")) {
      return warning(tls);
    }
    return null;
  }

  private String warning(String name) {
    return "the JDK prints the access token because of "
        + name
        + "="
        + properties.getProperty(name)
        + "; remove this option when you have seen what you looked for";
  }

  private boolean holdsOneOf(String name, String... words) {
    String value = properties.getProperty(name);
    if (value == null) {
      return false;
    }
    List<String> present = Arrays.asList(value.toLowerCase(Locale.ROOT).split("[,:\\s]+"));
    return !Collections.disjoint(present, Arrays.asList(words));
  }
}
