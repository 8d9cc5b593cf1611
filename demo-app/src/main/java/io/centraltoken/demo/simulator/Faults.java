package io.centraltoken.demo.simulator;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What goes wrong at the gateway, switched while it runs. Each fault of the token endpoint happens
 * a number of times and then is over; the node lag stays until it is set to zero.
 */
public final class Faults {
  /** What the token endpoint does instead of its work, or after it. */
  public enum TokenFault {
    /** The pair is replaced, and the connection breaks before the reply. */
    LOST_REPLY,
    /** The pair is replaced, and the reply is cut off in the middle of its JSON. */
    GARBAGE,
    /** The pair is replaced, and the reply comes after the delay. */
    SLOW,
    /** 500; nothing is replaced. */
    ERROR,
    /** 503 in plain text after the delay; nothing is replaced. */
    UNAVAILABLE,
    /** 429; nothing is replaced. */
    THROTTLED;

    static TokenFault of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  private TokenFault fault;
  private int times;
  private Duration delay = Duration.ZERO;
  private int apiThrottled;
  private Duration nodeLag = Duration.ZERO;
  private int callsLeft = 4999;
  private String[] offers = {};
  private boolean rejectsFirst;
  private final Set<String> rejected = new HashSet<>();

  /** From now on the token endpoint fails so, {@code times} times. */
  public synchronized void token(TokenFault next, int count) {
    fault = next;
    times = count;
  }

  /** How long {@link TokenFault#SLOW} and {@link TokenFault#UNAVAILABLE} take. */
  public synchronized void delay(Duration slow) {
    delay = slow;
  }

  /** The next API calls are answered with 429. */
  public synchronized void throttleApi(int count) {
    apiThrottled = count;
  }

  /** What every response says is left of the 5000 calls of the day. */
  public synchronized void callsLeft(int count) {
    callsLeft = count;
  }

  synchronized int callsLeft() {
    return callsLeft;
  }

  /**
   * Every second request meets a node that hears of new and replaced tokens this much later (Kong
   * 0.14.1: up to 5 s).
   */
  public synchronized void nodeLag(Duration lag) {
    nodeLag = lag;
  }

  /** Challenges that a rejected token is answered with beside the gateway's own. */
  public synchronized void offer(String... challenges) {
    offers = challenges.clone();
  }

  /** The first request for each path is rejected, as if its token had died on the way. */
  public synchronized void rejectFirst(boolean rejects) {
    rejectsFirst = rejects;
    rejected.clear();
  }

  synchronized boolean rejects(String path) {
    return rejectsFirst && rejected.add(path);
  }

  synchronized String[] offers() {
    return offers.clone();
  }

  synchronized Duration nodeLag() {
    return nodeLag;
  }

  synchronized Duration delay() {
    return delay;
  }

  /** The fault that this token request meets, or null. */
  synchronized TokenFault nextToken() {
    if (times == 0) {
      return null;
    }
    times--;
    return fault;
  }

  synchronized boolean nextApiIsThrottled() {
    if (apiThrottled == 0) {
      return false;
    }
    apiThrottled--;
    return true;
  }
}
