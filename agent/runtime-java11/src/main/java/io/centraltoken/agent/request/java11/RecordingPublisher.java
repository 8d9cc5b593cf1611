package io.centraltoken.agent.request.java11;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Records the body that a publisher delivers, so that one that can be read only once can be sent
 * again after a rejection. Whatever else makes the JDK ask for the body again, a redirect or a
 * connection that breaks, gets what the publisher itself has then, as without the agent. A body
 * that is larger than the buffer is not kept.
 */
final class RecordingPublisher implements BodyPublisher {
  private final BodyPublisher original;
  private final long most;

  /** What was said last of the length. */
  private Long told;

  /** Of the last subscription; null: there was none since the last response. */
  private Recording last;

  /** What is to be sent instead of what the publisher has, or null. */
  private Recording repeated;

  /**
   * @param most bytes
   */
  RecordingPublisher(BodyPublisher original, long most) {
    this.original = original;
    this.most = most;
  }

  /** Some publishers tell what is left: then a repetition has the length of the first time. */
  @Override
  public synchronized long contentLength() {
    if (repeated != null) {
      return repeated.announced;
    }
    told = original.contentLength();
    return told;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    List<byte[]> body = takeRepeated();
    if (body != null) {
      BodyPublishers.ofByteArrays(body).subscribe(subscriber);
    } else {
      original.subscribe(new Recorder(begin(), subscriber));
    }
  }

  /** Of the program. */
  BodyPublisher original() {
    return original;
  }

  /** Whether the whole body is here, or nobody has asked for it yet. */
  synchronized boolean isReplayable() {
    return last == null || last.complete;
  }

  /**
   * The rest of a body that the JDK will not ask for, because the stream that it belonged to was
   * reset. It is read now, and nobody else gets it.
   *
   * @param executor on which the program's publisher is asked
   * @return whether the whole body is here; null: it is not to be had
   */
  CompletableFuture<Boolean> readRest(Executor executor) {
    Recording recording;
    synchronized (this) {
      if (isReplayable()) {
        return CompletableFuture.completedFuture(true);
      }
      recording = last;
      if (recording.kept == null || recording.source == null) {
        return null;
      }
      recording.rest = new CompletableFuture<>();
    }
    executor.execute(() -> recording.source.request(Long.MAX_VALUE));
    return recording.rest;
  }

  /** The request was rejected: what is here is sent the next time. */
  synchronized void repeat() {
    repeated = last;
  }

  /** It was answered: what is here is wanted no more. */
  void isAnswered() {
    Recording unwanted;
    synchronized (this) {
      unwanted = last;
      last = null;
      repeated = null;
    }
    if (unwanted != null) {
      unwanted.end(false);
    }
  }

  /** Once: where the repetition breaks off too, the JDK asks the publisher as ever. */
  private synchronized List<byte[]> takeRepeated() {
    List<byte[]> body = repeated == null ? null : repeated.kept;
    repeated = null;
    return body;
  }

  private synchronized Recording begin() {
    if (told == null) {
      contentLength();
    }
    last = new Recording(told);
    told = null;
    return last;
  }

  /** One for each subscription: the JDK may begin another before the first one has ended. */
  private final class Recording {
    private final long announced;
    private Flow.Subscription source;

    /** Null as long as the JDK reads the body. */
    private CompletableFuture<Boolean> rest;

    private List<byte[]> kept = new ArrayList<>();
    private long size;
    private boolean complete;

    Recording(long announced) {
      this.announced = announced;
    }

    /**
     * A rejection may come as soon as the last byte of a known length is out, before the end is
     * told.
     */
    void keep(ByteBuffer part) {
      boolean isTooLarge;
      synchronized (RecordingPublisher.this) {
        if (kept == null) {
          return;
        }
        size += part.remaining();
        isTooLarge = size > most;
        if (!isTooLarge) {
          byte[] copy = new byte[part.remaining()];
          part.duplicate().get(copy);
          kept.add(copy);
          complete = size == announced;
        }
      }
      if (isTooLarge) {
        end(false);
      }
    }

    /**
     * @param isWhole false: it failed, or is wanted no more
     * @return whether it was read here, so that nobody else is told
     */
    boolean end(boolean isWhole) {
      boolean isReadHere;
      boolean isKept;
      synchronized (RecordingPublisher.this) {
        kept = isWhole ? kept : null;
        isKept = kept != null;
        complete = isKept;
        isReadHere = rest != null;
      }
      if (isReadHere && !isWhole) {
        source.cancel();
      }
      if (isReadHere) {
        rest.complete(isKept);
      }
      return isReadHere;
    }

    boolean isReadHere() {
      synchronized (RecordingPublisher.this) {
        return rest != null;
      }
    }

    void readFrom(Flow.Subscription subscription) {
      synchronized (RecordingPublisher.this) {
        source = subscription;
      }
    }
  }

  private static final class Recorder implements Flow.Subscriber<ByteBuffer> {
    private final Recording recording;
    private final Flow.Subscriber<? super ByteBuffer> next;

    Recorder(Recording recording, Flow.Subscriber<? super ByteBuffer> next) {
      this.recording = recording;
      this.next = next;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      recording.readFrom(subscription);
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer part) {
      recording.keep(part); // before: who gets it reads it to its end
      if (!recording.isReadHere()) {
        next.onNext(part);
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (!recording.end(false)) {
        next.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (!recording.end(true)) {
        next.onComplete();
      }
    }
  }
}
