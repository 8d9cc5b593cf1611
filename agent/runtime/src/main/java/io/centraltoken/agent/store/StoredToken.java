package io.centraltoken.agent.store;

import io.centraltoken.agent.token.TokenPair;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/** What one file held when it was read: a pair, or a problem that can be told to people. */
final class StoredToken {
  static final StoredToken NONE = new StoredToken(null, null, null, "nothing was read");

  private final byte[] content;
  private final TokenDocument document;
  private final TokenPair pair;
  private final String problem;

  private StoredToken(byte[] content, TokenDocument document, TokenPair pair, String problem) {
    this.content = content;
    this.document = document;
    this.pair = pair;
    this.problem = problem;
  }

  /**
   * @param last what this file held before: given back if it still does
   */
  static StoredToken read(File file, StoredToken last) {
    String problem = TokenFile.problem(file);
    if (problem != null) {
      return new StoredToken(null, null, null, problem);
    }
    try {
      byte[] content = Files.readAllBytes(file.toPath());
      return Arrays.equals(content, last.content) ? last : parse(file, content);
    } catch (IOException unreadable) {
      String why = file + " cannot be read: " + unreadable.getClass().getSimpleName();
      return new StoredToken(null, null, null, why);
    }
  }

  private static StoredToken parse(File file, byte[] content) {
    TokenDocument document = null;
    try {
      document = TokenDocument.parse(content);
      return new StoredToken(content, document, document.pair(), null);
    } catch (IllegalArgumentException unusable) {
      return new StoredToken(content, document, null, file + " holds " + unusable.getMessage());
    }
  }

  /** Null if there is a problem. */
  TokenPair pair() {
    return pair;
  }

  String problem() {
    return problem;
  }

  /** Whether other members of it can be kept. */
  boolean isObject() {
    return document != null;
  }

  byte[] contentOrEmpty() {
    return isObject() ? content : new byte[] {'{', '}'};
  }

  /** Whether the other one's pair has come before this one's. */
  boolean isAfter(StoredToken other) {
    return pair != null && other.pair != null && document.previous().contains(other.pair);
  }

  /** Notes for the successor what this knows of the past, and its own pair if that is past now. */
  void addTo(PreviousTokens previous, TokenPair successor) {
    if (document == null) {
      return;
    }
    previous.addAll(document.previous());
    if (pair != null
        && !pair.refreshTokenFingerprint().equals(successor.refreshTokenFingerprint())) {
      if (document.isDownload()) {
        previous.addDownload(pair);
      } else {
        previous.addRotation(pair, successor.obtainedAt());
      }
    }
  }
}
