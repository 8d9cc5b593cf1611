package io.centraltoken.agent.request.java11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingPublisherTest {
  private static final byte[] BODY = {1, 2, 3, 4, 5, 6};

  private final OnePart once = new OnePart();

  @ParameterizedTest
  @CsvSource({"6, true", "7, false", "-1, false"})
  void isCompleteWithTheLastByteWhereTheLengthIsKnown(long length, boolean complete) {
    once.length = length;
    RecordingPublisher publisher = new RecordingPublisher(once, 6);
    received(publisher);
    assertThat(publisher.isReplayable()).as("after the last byte").isEqualTo(complete);
    once.subscriber.onComplete();
    assertThat(publisher.isReplayable()).as("after the end").isTrue();
    publisher.repeat();
    assertThat(received(publisher)).as("from what is kept").isEqualTo(BODY);
    assertThat(once.subscriptions).isOne();
    received(publisher);
    assertThat(once.subscriptions).as("the repetition broke off").isEqualTo(2);
  }

  @Test
  void keepsNothingThatIsLargerThanItsBuffer() {
    RecordingPublisher publisher = new RecordingPublisher(once, 5);
    received(publisher);
    once.subscriber.onComplete();
    assertThat(publisher.isReplayable()).isFalse();
  }

  @Test
  void keepsNothingOfABodyThatFails() {
    once.length = 6;
    RecordingPublisher publisher = new RecordingPublisher(once, 6);
    received(publisher);
    once.subscriber.onError(new IllegalStateException("scripted"));
    assertThat(publisher.isReplayable()).isFalse();
  }

  @Test
  void forgetsWhatWasAnswered() {
    RecordingPublisher publisher = new RecordingPublisher(once, 6);
    received(publisher);
    once.subscriber.onComplete();
    publisher.isAnswered();
    received(publisher);
    assertThat(once.subscriptions).as("nothing is sent from what was kept").isEqualTo(2);
    assertThat(publisher.isReplayable()).isFalse();
  }

  /** The JDK itself sends a request again whose connection broke, with what is there then. */
  @Test
  void asksForTheBodyAnewWhereNothingWasRejected() {
    RecordingPublisher publisher = new RecordingPublisher(once, 6);
    received(publisher);
    Flow.Subscriber<? super ByteBuffer> broken = once.subscriber;
    received(publisher);
    assertThat(once.subscriptions).isEqualTo(2);
    broken.onComplete();
    assertThat(publisher.isReplayable()).as("the first one has ended, not the second").isFalse();
    once.subscriber.onComplete();
    publisher.repeat();
    assertThat(received(publisher)).as("of one subscription only").isEqualTo(BODY);
  }

  /** The gateway may reject a head before anybody asks for the body: HTTP/2, or Expect. */
  @Test
  void canBeSentAgainWhereNobodyHasAskedForIt() {
    RecordingPublisher publisher = new RecordingPublisher(once, 6);
    assertThat(publisher.isReplayable()).isTrue();
    assertThat(received(publisher)).isEqualTo(BODY);
    assertThat(publisher.isReplayable()).isFalse();
  }

  /** By HTTP/2 a rejection resets the stream, and the JDK never asks for the rest. */
  @Test
  void readsTheRestOfABodyThatNobodyAsksForAnyMore() {
    RecordingPublisher publisher = new RecordingPublisher(once, 12);
    Parts parts = new Parts();
    publisher.subscribe(parts);
    CompletableFuture<Boolean> rest = publisher.readRest(Runnable::run);
    assertThat(rest).isNotDone();
    assertThat(once.requested).isEqualTo(Long.MAX_VALUE);
    once.subscriber.onNext(ByteBuffer.wrap(BODY));
    once.subscriber.onComplete();
    assertThat(rest).isCompletedWithValue(true);
    assertThat(parts.all.size()).as("the broken stream gets nothing more").isEqualTo(6);
    publisher.repeat();
    assertThat(received(publisher)).hasSize(12).startsWith(BODY).endsWith(BODY);
  }

  @Test
  void readsNoRestThatIsLargerThanItsBuffer() {
    RecordingPublisher publisher = new RecordingPublisher(once, 11);
    received(publisher);
    CompletableFuture<Boolean> rest = publisher.readRest(Runnable::run);
    once.subscriber.onNext(ByteBuffer.wrap(BODY));
    assertThat(rest).isCompletedWithValue(false);
    assertThat(once.cancelled).isTrue();
  }

  @Test
  void stopsReadingARestThatIsWantedNoMore() {
    RecordingPublisher publisher = new RecordingPublisher(once, 100);
    received(publisher);
    CompletableFuture<Boolean> rest = publisher.readRest(Runnable::run);
    publisher.isAnswered();
    assertThat(rest).isCompletedWithValue(false);
    assertThat(once.cancelled).isTrue();
  }

  /** Some tell what is left of it, which is nothing after it was sent. */
  @Test
  void announcesTheSameLengthForTheRepetition() {
    once.length = 6;
    RecordingPublisher publisher = new RecordingPublisher(once, 6);
    assertThat(publisher.contentLength()).isEqualTo(6);
    received(publisher);
    once.subscriber.onComplete();
    once.length = 0;
    publisher.repeat();
    assertThat(publisher.contentLength()).isEqualTo(6);
    publisher.isAnswered();
    assertThat(publisher.contentLength()).as("for the next hop").isZero();
  }

  /** An Iterable may be one that can be iterated once: then the JDK would send nothing. */
  @Test
  void recordsArrays() {
    BodyPublisher arrays = BodyPublishers.ofByteArrays(List.of(BODY));
    assertThat(RequestBodies.of(arrays, 100)).isInstanceOf(RecordingPublisher.class);
    BodyPublisher array = BodyPublishers.ofByteArray(BODY);
    assertThat(RequestBodies.of(array, 100)).isSameAs(array);
  }

  private static byte[] received(BodyPublisher publisher) {
    Parts parts = new Parts();
    publisher.subscribe(parts);
    return parts.all.toByteArray();
  }

  /** Has its body once, in one part, and leaves it to the test when it ends. */
  private static final class OnePart implements BodyPublisher, Flow.Subscription {
    private long length = -1;
    private long requested;
    private boolean cancelled;
    private int subscriptions;
    private Flow.Subscriber<? super ByteBuffer> subscriber;

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void request(long parts) {
      requested = parts;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> next) {
      subscriptions++;
      subscriber = next;
      next.onSubscribe(this);
      next.onNext(ByteBuffer.wrap(BODY));
    }
  }

  private static final class Parts implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
      all.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    }

    @Override
    public void onError(Throwable failure) {
      all.reset();
    }

    @Override
    public void onComplete() {
      // what came is what is asked for
    }
  }
}
