package io.centraltoken.agent.request.java11;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Keeps what a publisher hands on, so that a body which can be had only once can be sent again. One
 * that is larger than the buffer is not kept.
 */
final class RecordingPublisher implements BodyPublisher {
  private final BodyPublisher original;
  private final long most;
  private List<byte[]> kept;
  private long size;
  private boolean complete;
  private boolean isAsked;
  private boolean isAnnounced;
  private long announced;

  /**
   * @param most bytes
   */
  RecordingPublisher(BodyPublisher original, long most) {
    this.original = original;
    this.most = most;
  }

  /** The same until the body is answered: some publishers tell what is left of it. */
  @Override
  public synchronized long contentLength() {
    if (!isAnnounced) {
      announced = original.contentLength();
      isAnnounced = true;
    }
    return announced;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    List<byte[]> body = body();
    if (body != null) {
      BodyPublishers.ofByteArrays(body).subscribe(subscriber);
      return;
    }
    begin();
    original.subscribe(new Recorder(subscriber));
  }

  /** Of the program. */
  BodyPublisher original() {
    return original;
  }

  /** Whether the whole body is here, or nobody has asked for it yet. */
  synchronized boolean isReplayable() {
    return !isAsked || complete;
  }

  /** It was answered: what is here is wanted no more. */
  synchronized void isAnswered() {
    forget();
    isAnnounced = false;
    isAsked = false;
  }

  private synchronized void forget() {
    kept = null;
    complete = false;
  }

  private synchronized List<byte[]> body() {
    return complete ? kept : null;
  }

  private synchronized void begin() {
    contentLength(); // some tell less of it once it is being read
    isAsked = true;
    kept = new ArrayList<>();
    size = 0;
  }

  /**
   * A refusal may come as soon as the last byte of a known length is out, before the end is told.
   */
  private synchronized void keep(ByteBuffer part) {
    if (kept == null) {
      return;
    }
    size += part.remaining();
    if (size > most) {
      forget();
      return;
    }
    byte[] copy = new byte[part.remaining()];
    part.duplicate().get(copy);
    kept.add(copy);
    complete = size == announced;
  }

  private synchronized void end() {
    complete = kept != null;
  }

  private final class Recorder implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> next;

    Recorder(Flow.Subscriber<? super ByteBuffer> next) {
      this.next = next;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer part) {
      keep(part); // before: who gets it reads it to its end
      next.onNext(part);
    }

    @Override
    public void onError(Throwable failure) {
      forget();
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      end();
      next.onComplete();
    }
  }
}
