package io.centraltoken.agent.proxy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/**
 * Answers a Digest challenge (RFC 7616), which proves that the password is known without sending
 * it. Knows MD5 and SHA-256, each with {@code -sess}, with {@code qop=auth} and without.
 */
final class DigestResponse {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Challenge challenge;
  private final String algorithm;
  private final String clientNonce;
  private int count;

  private DigestResponse(Challenge challenge, String algorithm, String clientNonce) {
    this.challenge = challenge;
    this.algorithm = algorithm;
    this.clientNonce = clientNonce;
  }

  /** Null where the challenge wants what is not known here, or has no nonce. */
  static DigestResponse to(Challenge challenge) {
    return to(challenge, new BigInteger(128, RANDOM).toString(16));
  }

  /** With a given client nonce, as the examples of the RFC have it. */
  static DigestResponse to(Challenge challenge, String clientNonce) {
    String named = challenge.parameter("algorithm");
    String algorithm = named.isEmpty() ? "MD5" : named;
    String qop = challenge.parameter("qop");
    boolean known =
        isKnown(algorithm)
            && !challenge.parameter("nonce").isEmpty()
            && (qop.isEmpty() || offersAuth(qop));
    return known ? new DigestResponse(challenge, algorithm, clientNonce) : null;
  }

  boolean isSha256() {
    return digestName(algorithm).equals("SHA-256");
  }

  /** Whether it was used no more than once: then an expired nonce is not why it is rejected. */
  boolean isFirstUse() {
    return count <= 1;
  }

  /**
   * The value of Proxy-Authorization.
   *
   * @param target the request target as it is sent
   */
  String authorization(String username, String password, String method, String target) {
    count++;
    String realm = challenge.parameter("realm");
    String nonce = challenge.parameter("nonce");
    boolean auth = offersAuth(challenge.parameter("qop"));
    String counter = String.format(Locale.ROOT, "%08x", count);
    String secret = hash(username + ":" + realm + ":" + password);
    if (algorithm.toLowerCase(Locale.ROOT).endsWith("-sess")) {
      secret = hash(secret + ":" + nonce + ":" + clientNonce);
    }
    String request = hash(method + ":" + target);
    String between = auth ? ":" + counter + ":" + clientNonce + ":auth:" : ":";
    String response = hash(secret + ":" + nonce + between + request);
    return "Digest username="
        + quote(username)
        + ", realm="
        + quote(realm)
        + ", nonce="
        + quote(nonce)
        + ", uri="
        + quote(target)
        + ", algorithm="
        + algorithm
        + (auth ? ", qop=auth, nc=" + counter + ", cnonce=" + quote(clientNonce) : "")
        + ", response="
        + quote(response)
        + (challenge.parameter("opaque").isEmpty()
            ? ""
            : ", opaque=" + quote(challenge.parameter("opaque")));
  }

  private static boolean offersAuth(String qop) {
    return Arrays.asList(qop.toLowerCase(Locale.ROOT).split("[ ,]+")).contains("auth");
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance(digestName(algorithm))
              .digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format(Locale.ROOT, "%0" + 2 * hash.length + "x", new BigInteger(1, hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // see isKnown
    }
  }

  /** A run time that follows FIPS 140 has no MD5. */
  private static boolean isKnown(String algorithm) {
    try {
      String name = digestName(algorithm);
      return name != null && MessageDigest.getInstance(name) != null;
    } catch (NoSuchAlgorithmException forbidden) {
      return false;
    }
  }

  /** Null: not known. */
  private static String digestName(String algorithm) {
    switch (algorithm.toUpperCase(Locale.ROOT)) {
      case "MD5":
      case "MD5-SESS":
        return "MD5";
      case "SHA-256":
      case "SHA-256-SESS":
        return "SHA-256";
      default:
        return null;
    }
  }
}
