package io.centraltoken.agent.request.java11;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which bodies of java.net.http can be sent twice: those of the JDK that begin anew each time, and
 * those that are kept.
 */
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

  /** The same publisher, or one that keeps at most so many bytes of a body. */
  static BodyPublisher of(BodyPublisher body, long most) {
    return body == null || begins(body) || body.contentLength() > most
        ? body
        : new RecordingPublisher(body, most);
  }

  static boolean isSo(HttpRequest request) {
    BodyPublisher body = request.bodyPublisher().orElse(null);
    return body instanceof RecordingPublisher
        ? ((RecordingPublisher) body).isComplete()
        : body == null || begins(body);
  }

  /** The answer needs no second try. */
  static void isOver(HttpRequest request) {
    BodyPublisher body = request.bodyPublisher().orElse(null);
    if (body instanceof RecordingPublisher) {
      ((RecordingPublisher) body).forget();
    }
  }

  private static boolean begins(BodyPublisher body) {
    return body.contentLength() == 0 || KEPT.contains(body.getClass().getName());
  }
}
