package io.centraltoken.agent.request.java11;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Which bodies of java.net.http can be sent twice: those of the JDK that begin anew each time. */
final class Replayable {
  private static final String JDK = "jdk.internal.net.http.RequestPublishers$";
  private static final Set<String> KEPT =
      new HashSet<>(
          Arrays.asList(
              JDK + "ByteArrayPublisher",
              JDK + "StringPublisher",
              JDK + "EmptyPublisher",
              JDK + "FilePublisher",
              JDK + "IterablePublisher"));

  private Replayable() {}

  static boolean isSo(HttpRequest request) {
    return request
        .bodyPublisher()
        .map(body -> body.contentLength() == 0 || KEPT.contains(body.getClass().getName()))
        .orElse(true);
  }
}
