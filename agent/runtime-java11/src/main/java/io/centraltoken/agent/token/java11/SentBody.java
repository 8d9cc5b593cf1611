package io.centraltoken.agent.token.java11;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;

/**
 * The body of a token request, which also tells whether the request was sent: the client asks for
 * its length when it makes the head, which is after the connection is there and just before the
 * first byte goes out (read in the sources of 11 to 27, held by a test).
 */
final class SentBody implements BodyPublisher {
  private final BodyPublisher body;
  private final BooleanSupplier maySend;
  private volatile boolean requested;

  SentBody(byte[] bytes, BooleanSupplier maySend) {
    this.body = bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    this.maySend = maySend;
  }

  boolean isRequested() {
    return requested;
  }

  @Override
  public long contentLength() {
    if (!maySend.getAsBoolean()) {
      throw new IllegalStateException("too late to send");
    }
    requested = true;
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
