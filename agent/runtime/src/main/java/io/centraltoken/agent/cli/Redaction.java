package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.ShownSettings;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Takes known secrets out of a text, as they are, URL-encoded and in Base64. Nothing of the agent
 * writes them; but what is sent to somebody else goes through here, too.
 */
final class Redaction {
  private final Set<String> secrets = new LinkedHashSet<>();

  /**
   * @param secret null or empty: nothing
   */
  void add(String secret) {
    if (secret == null || secret.isEmpty()) {
      return;
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    secrets.add(secret);
    secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    try {
      secrets.add(URLEncoder.encode(secret, "UTF-8"));
    } catch (UnsupportedEncodingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  String of(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, ShownSettings.MASK);
    }
    return redacted;
  }
}
