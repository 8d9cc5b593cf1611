package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.request.WeakIdentityMap;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Which bodies of java.net.http can be sent twice: those of the JDK that begin anew each time, and
 * those that are kept. An {@link Iterable} may be one that can be iterated once.
 */
final class RequestBodies {
  private static final String JDK = "jdk.internal.net.http.RequestPublishers$";
  private static final Set<String> ANEW =
      new HashSet<>(
          Arrays.asList(
              JDK + "ByteArrayPublisher",
              JDK + "StringPublisher",
              JDK + "EmptyPublisher",
              JDK + "FilePublisher"));

  /** Of requests whose bodies are kept; the JDK hands a publisher on from hop to hop. */
  private final WeakIdentityMap<RecordingPublisher> kept = new WeakIdentityMap<>();

  /** The same publisher, or one that keeps at most so many bytes of a body. */
  static BodyPublisher of(BodyPublisher body, long most) {
    boolean isRecorded = body instanceof RecordingPublisher; // by an earlier hop
    return body == null || isRecorded || begins(body) || body.contentLength() > most
        ? body
        : new RecordingPublisher(body, most);
  }

  /**
   * Whether it can be sent again, perhaps when the rest of its body has been read. By HTTP/2 a
   * rejection may come with half of the body; the JDK then asks for no more of it, since the stream
   * was reset. By HTTP/1.1 it may still be sending.
   *
   * @param executor on which the program's publisher is asked
   * @return null: it cannot
   */
  CompletableFuture<Boolean> whole(HttpRequest request, boolean isByHttp2, Executor executor) {
    RecordingPublisher recording = recording(request);
    if (isByHttp2 && recording != null) {
      return recording.readRest(executor);
    }
    boolean isWhole =
        recording == null
            ? request.bodyPublisher().map(RequestBodies::begins).orElse(true)
            : recording.isReplayable();
    return isWhole ? CompletableFuture.completedFuture(true) : null;
  }

  /** It is sent again, with the body that it had. */
  void repeat(HttpRequest request) {
    RecordingPublisher recording = recording(request);
    if (recording != null) {
      recording.repeat();
    }
  }

  /** The response needs no second try. */
  void isOver(HttpRequest request) {
    RecordingPublisher recording = recording(request);
    if (recording != null) {
      recording.isAnswered();
    }
  }

  /** Null if its body is not recorded. The hook in {@code bodyPublisher()} finds it. */
  private RecordingPublisher recording(HttpRequest request) {
    if (kept.get(request) == null) {
      request.bodyPublisher();
    }
    return kept.get(request);
  }

  /** Called by the hook in {@code bodyPublisher()}: every caller gets the program's publisher. */
  Optional<?> shown(Optional<?> publisher, Object request) {
    if (publisher.isPresent() && publisher.get() instanceof RecordingPublisher) {
      RecordingPublisher recording = (RecordingPublisher) publisher.get();
      kept.putIfAbsent(request, recording);
      return Optional.of(recording.original());
    }
    return publisher;
  }

  private static boolean begins(BodyPublisher body) {
    return body.contentLength() == 0 || ANEW.contains(body.getClass().getName());
  }
}
