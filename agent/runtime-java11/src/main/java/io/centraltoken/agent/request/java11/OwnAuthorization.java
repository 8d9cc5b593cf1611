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

  /** No lambda: the JVM's first one is dear, and this may be it. */
  private static final class Others implements BiPredicate<String, String> {
    @Override
    public boolean test(String name, String value) {
      return !name.equalsIgnoreCase(NAME);
    }
  }
}
