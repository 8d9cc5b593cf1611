package io.centraltoken.probe;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body that is gone when it was read, as libraries give them. Needs Java 9. */
final class OnceOnly implements Flow.Publisher<ByteBuffer> {
  private final ByteBuffer bytes;
  private final AtomicBoolean read = new AtomicBoolean();

  OnceOnly(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    boolean first = read.compareAndSet(false, true);
    AtomicBoolean done = new AtomicBoolean();
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            if (!done.compareAndSet(false, true)) {
              return;
            }
            if (first) {
              subscriber.onNext(bytes);
              subscriber.onComplete();
            } else {
              subscriber.onError(new IllegalStateException("this body was read already"));
            }
          }

          @Override
          public void cancel() {
            done.set(true);
          }
        });
  }
}
