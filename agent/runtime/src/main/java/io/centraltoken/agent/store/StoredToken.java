package io.centraltoken.agent.store;

import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.TokenPair;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
  static StoredToken read(Path file, StoredToken last) {
    try {
      if (!Files.isRegularFile(file)) {
        return without(TokenFile.problem(file, Files.exists(file) ? "is no file" : null));
      }
      if (Files.size(file) > TokenFile.LARGEST) {
        return without(TokenFile.problem(file, "is larger than any token file"));
      }
      byte[] content = Files.readAllBytes(file);
      return Arrays.equals(content, last.content) ? last : parse(file, content);
    } catch (NoSuchFileException justGone) {
      return without(TokenFile.problem(file, null));
    } catch (AccessDeniedException notOurs) {
      return without(TokenFile.problem(file, "cannot be read by the user of this JVM"));
    } catch (IOException unreadable) {
      String why = "cannot be read: " + unreadable.getClass().getSimpleName();
      return without(TokenFile.problem(file, why));
    }
  }

  private static StoredToken without(String problem) {
    return new StoredToken(null, null, null, problem);
  }

  private static StoredToken parse(Path file, byte[] content) {
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

  ExchangeNotes notes() {
    return isObject() ? document.notes() : ExchangeNotes.NONE;
  }

  /** Whether the pair has come before this one's. */
  boolean isAfter(TokenPair other) {
    return isObject() && document.previous().contains(other);
  }

  boolean holds(TokenPair other) {
    return pair != null && pair.hasRefreshTokenOf(other);
  }

  /** Notes for the successor what this knows of the past, and its own pair if that is past now. */
  void addTo(PreviousTokens previous, TokenPair successor) {
    if (document == null) {
      return;
    }
    previous.addAll(document.previous());
    if (pair != null && !holds(successor)) {
      if (pair.generation() == 0) {
        previous.addDownload(pair);
      } else {
        previous.addRotation(pair, successor.obtainedAt());
      }
    }
  }
}
