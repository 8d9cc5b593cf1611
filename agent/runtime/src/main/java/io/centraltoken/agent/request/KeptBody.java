package io.centraltoken.agent.request;

import java.io.ByteArrayOutputStream;

/** A body as it was written, up to a number of bytes; one that is larger is not kept at all. */
final class KeptBody {
  static final byte[] EMPTY = new byte[0];

  private final long most;
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();

  /**
   * @param most bytes
   */
  KeptBody(long most) {
    this.most = most;
  }

  /** Bounds that are wrong add nothing: whoever is to write that part complains. */
  synchronized void add(byte[] part, int offset, int length) {
    boolean isWrong = part == null || offset < 0 || length < 0 || length > part.length - offset;
    if (kept == null || isWrong) {
      return;
    }
    if (kept.size() + (long) length > most) {
      kept = null;
      return;
    }
    kept.write(part, offset, length);
  }

  /** Null if it was too large. */
  synchronized byte[] content() {
    return kept == null ? null : kept.toByteArray();
  }
}
