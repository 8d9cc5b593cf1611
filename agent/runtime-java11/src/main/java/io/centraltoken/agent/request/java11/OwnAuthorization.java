package io.centraltoken.agent.request.java11;

import java.net.http.HttpHeaders;
import java.util.function.BiPredicate;

/** The Authorization that a program has set itself. */
final class OwnAuthorization {
  private static final String NAME = "Authorization";

  private OwnAuthorization() {}

  static boolean isIn(HttpHeaders headers) {
    return headers.firstValue(NAME).isPresent();
  }

  static HttpHeaders removedFrom(HttpHeaders headers) {
    return HttpHeaders.of(headers.map(), new Others());
  }

  /** A class and not a lambda, because the first lambda of a JVM is slow to start. */
  private static final class Others implements BiPredicate<String, String> {
    @Override
    public boolean test(String name, String value) {
      return !name.equalsIgnoreCase(NAME);
    }
  }
}
