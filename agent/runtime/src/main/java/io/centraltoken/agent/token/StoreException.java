package io.centraltoken.agent.token;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a store, and what a person does about it. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param message what is wrong
   * @param remedy what to do, a sentence that continues the message behind a semicolon
   */
  public StoreException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What the system said, without the path; never the text of a file. */
  public static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    } else if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    String reason =
        failure instanceof FileSystemException
            ? ((FileSystemException) failure).getReason()
            : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  /** What to do, a clause that begins small. */
  public String remedy() {
    return remedy;
  }
}
