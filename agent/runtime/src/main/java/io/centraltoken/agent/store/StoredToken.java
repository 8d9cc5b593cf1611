package io.centraltoken.agent.store;

import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** What one file held when it was read: a pair, or a problem that can be told to people. */
final class StoredToken {
  /** Bytes; a download has some hundred. */
  private static final long LARGEST = 1 << 20;

  private static final String DOWNLOAD = Remedies.DOWNLOAD;
  static final StoredToken NONE =
      new StoredToken(null, null, null, new StoreException("nothing was read", DOWNLOAD));

  private final byte[] content;
  private final TokenDocument document;
  private final TokenPair pair;
  private final StoreException problem;

  private StoredToken(
      byte[] content, TokenDocument document, TokenPair pair, StoreException problem) {
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
        return without(
            file, Files.exists(file) ? "is not a regular file" : missing(file), DOWNLOAD);
      }
      if (Files.size(file) > LARGEST) {
        return without(file, "is larger than any token file", DOWNLOAD);
      }
      byte[] content = Files.readAllBytes(file);
      return Arrays.equals(content, last.content) ? last : parse(file, content);
    } catch (NoSuchFileException justGone) {
      return without(file, missing(file), DOWNLOAD);
    } catch (AccessDeniedException notOurs) {
      return without(
          file,
          "cannot be read by the user of this JVM",
          "give it an owner, group and mode that let this user read and write it");
    } catch (IOException unreadable) {
      return without(
          file,
          "cannot be read (" + StoreException.reason(unreadable) + ")",
          "the agent tries again every few seconds");
    }
  }

  private static String missing(Path file) {
    return Files.isSymbolicLink(file)
        ? "is a link to a file that does not exist (is a volume not mounted?)"
        : "does not exist";
  }

  private static StoredToken without(Path file, String what, String remedy) {
    return new StoredToken(null, null, null, new StoreException(file + " " + what, remedy));
  }

  private static StoredToken parse(Path file, byte[] content) {
    TokenDocument document = null;
    try {
      document = TokenDocument.parse(content);
      return new StoredToken(content, document, document.pair(), null);
    } catch (IllegalArgumentException unusable) {
      StoreException problem =
          new StoreException(file + " holds " + unusable.getMessage(), DOWNLOAD);
      return new StoredToken(content, document, null, problem);
    }
  }

  /** Null if there is a problem. */
  TokenPair pair() {
    return pair;
  }

  /** Null if there is a pair. */
  StoreException problem() {
    return problem;
  }

  /** Whether other members of it can be kept. */
  boolean isObject() {
    return document != null;
  }

  boolean hasSameContentAs(StoredToken other) {
    return Arrays.equals(content, other.content);
  }

  /** Bytes of the file; null if it could not be read. */
  byte[] content() {
    return content;
  }

  byte[] contentOrEmpty() {
    return isObject() ? content : new byte[] {'{', '}'};
  }

  ExchangeNotes notes() {
    return isObject() ? document.notes() : ExchangeNotes.NONE;
  }

  /** Whether the pair was redeemed before this one's came. */
  boolean hasRedeemed(TokenPair other) {
    return isObject() && document.previous().hasRedeemed(other);
  }

  /** Whether the pair has come before this one's. */
  boolean isAfter(TokenPair other) {
    if (pair != null && pair.hasRefreshTokenOf(other)) {
      return pair.isSuccessorWithSameRefreshTokenOf(other);
    }
    return isObject() && document.previous().contains(other);
  }

  boolean holds(TokenPair other) {
    return pair != null && pair.hasRefreshTokenOf(other);
  }

  /** Notes a download that this one has replaced before anybody redeemed it. */
  void addUnused(StoredToken before, PreviousTokens previous) {
    boolean isDownload = before.pair != null && before.pair.generation() == 0;
    if (isDownload && pair != null && !holds(before.pair)) {
      previous.addUnused(before.pair);
    }
  }

  /** Notes for the successor what this knows of the past, and its own pair if that is past now. */
  void addTo(PreviousTokens previous, TokenPair successor, Predicate<TokenPair> isRedeemed) {
    addPrevious(previous);
    if (pair == null || holds(successor)) {
      return;
    }
    if (!isRedeemed.test(pair)) {
      previous.addUnused(pair);
    } else if (pair.generation() == 0) {
      previous.addDownload(pair);
    } else {
      previous.addRotation(pair, successor.obtainedAt());
    }
  }

  void addPrevious(PreviousTokens previous) {
    if (document != null) {
      previous.addAll(document.previous());
    }
  }
}
