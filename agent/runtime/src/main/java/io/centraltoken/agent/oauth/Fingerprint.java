package io.centraltoken.agent.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a secret without telling it: the first bytes of its SHA-256, in hex. */
public final class Fingerprint {
  private static final String HEX = "0123456789abcdef";

  private Fingerprint() {}

  public static String of(String secret, int bytes) {
    byte[] digest;
    try {
      digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
    StringBuilder hex = new StringBuilder(2 * bytes);
    for (int i = 0; i < bytes; i++) {
      hex.append(HEX.charAt((digest[i] >> 4) & 0xf)).append(HEX.charAt(digest[i] & 0xf));
    }
    return hex.toString();
  }
}
