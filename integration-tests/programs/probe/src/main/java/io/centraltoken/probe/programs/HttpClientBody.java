package io.centraltoken.probe.programs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;

/** A body of java.net.http, from publishers of all kinds. */
final class HttpClientBody {
  private final String kind;
  private final byte[] content;
  private BodyPublisher made;

  HttpClientBody(Choice choice) {
    kind =
        choice.of(
            "none",
            "string",
            "bytes",
            "arrays",
            "arrays once",
            "stream",
            "stream once",
            "file",
            "once",
            "once of known length",
            "what is left",
            "too short",
            "too long",
            "failing");
    content = choice.bytes(choice.of(1, 10, 1000, 9000, 70_000));
  }

  /** Whether a whole body goes out. */
  boolean isWhole() {
    return !kind.startsWith("too ") && !kind.equals("failing");
  }

  BodyPublisher made() {
    return made;
  }

  BodyPublisher publisher() throws IOException {
    made = make();
    return made;
  }

  private BodyPublisher make() throws IOException {
    InputStream once = new ByteArrayInputStream(content);
    switch (kind) {
      case "none":
        return BodyPublishers.noBody();
      case "string":
        return BodyPublishers.ofString(new String(content, StandardCharsets.ISO_8859_1));
      case "bytes":
        return BodyPublishers.ofByteArray(content);
      case "arrays":
        return BodyPublishers.ofByteArrays(List.of(content, content));
      case "arrays once":
        Iterator<byte[]> arrays = List.of(content, content).iterator();
        return BodyPublishers.ofByteArrays(() -> arrays);
      case "stream":
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content));
      case "stream once":
        return BodyPublishers.ofInputStream(() -> once);
      case "file":
        Path file = Files.createTempFile("body", null);
        file.toFile().deleteOnExit();
        Files.write(file, content);
        return BodyPublishers.ofFile(file);
      default:
        return new Once(kind, content);
    }
  }

  @Override
  public String toString() {
    return kind + " " + content.length;
  }

  /** One that can be had once, as the program's own publishers often are. */
  private static final class Once implements BodyPublisher {
    private final String kind;
    private final byte[] content;
    private boolean had;

    Once(String kind, byte[] content) {
      this.kind = kind;
      this.content = content;
    }

    @Override
    public long contentLength() {
      switch (kind) {
        case "once of known length":
          return content.length;
        case "what is left":
          return had ? 0 : content.length;
        case "too short":
          return content.length + 1L;
        case "too long":
          return Math.max(1, content.length / 2);
        default:
          return -1;
      }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      BodyPublisher now =
          BodyPublishers.ofByteArray(had ? new byte[0] : content, 0, had ? 0 : content.length);
      had = true;
      if (kind.equals("failing")) {
        subscriber.onSubscribe(new Nothing());
        subscriber.onError(new IOException("a publisher of the program fails"));
      } else {
        now.subscribe(subscriber);
      }
    }
  }

  /** It fails before anything is asked of it. */
  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long parts) {}

    @Override
    public void cancel() {}
  }
}
