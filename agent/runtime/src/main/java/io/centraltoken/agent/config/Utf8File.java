package io.centraltoken.agent.config;

import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text file that a person has written, perhaps with another tool than they believe. */
final class Utf8File {
  private static final int LARGEST = 1 << 20;

  private Utf8File() {}

  /**
   * Without its byte-order mark.
   *
   * @throws CharConversionException if it is no text in UTF-8; the message says what it is
   * @throws IOException if it cannot be read
   */
  static String read(File file) throws IOException {
    byte[] bytes = bytes(file);
    if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
      throw new CharConversionException("is in UTF-16, as PowerShell's > writes it");
    }
    for (byte octet : bytes) {
      if (octet == 0) {
        throw new CharConversionException("holds a NUL, so it is not text in UTF-8");
      }
    }
    int mark = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new CharConversionException("is not in UTF-8");
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
        if (all.size() > LARGEST) {
          throw new CharConversionException("is larger than 1 MiB");
        }
      }
      return all.toByteArray();
    }
  }
}
