package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh token in a response is not lost because of how the response is written. */
class TokenResponseTest {
  private static final String PAIR =
      "{\"refresh_token\":\"refresh-1\",\"access_token\":\"access-1\",\"expires_in\":7200}";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32"})
  void readsEachEncodingOfJson(String encoding) {
    assertThatItIsThePair(PAIR.getBytes(Charset.forName(encoding)));
  }

  @Test
  void readsPastAByteOrderMarkAndUpToADebris() {
    assertThatItIsThePair(("\uFEFF" + PAIR + "\n\0").getBytes(StandardCharsets.UTF_8));
  }

  /** The words of another server are no part of a message, but for the codes of RFC 6749. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Invalid", "a b", "invalid\\u001b[31m", "a-b", "MARKER_SECRET"})
  void showsNoErrorThatIsNoCode(String error) {
    assertThat(read(("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8)).errorCode())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid refresh_token, true",
    "invalid-refresh-token, true",
    "The refresh token is not valid, true",
    "The refresh_token is invalid, true",
    "refresh token expired, true",
    "refresh token was revoked, true",
    "refresh token not found, true",
    "Unknown refresh token, true",
    "refresh token is missing, false",
    "The session expired, false",
    "'', false"
  })
  void knowsWhatTheServerCallsInvalid(String description, boolean isInvalid) {
    byte[] reply =
        ("{\"error_description\":\"" + description + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(read(reply).saysInvalid("refresh token")).isEqualTo(isInvalid);
    assertThat(read(new byte[0]).saysInvalid("refresh token")).isFalse();
  }

  @Test
  void showsTheCodeOfAnError() {
    byte[] reply = "{\"error\":\"invalid_scope\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(read(reply).errorCode()).isEqualTo(" invalid_scope");
    assertThat(read(new byte[0]).errorCode()).isEmpty();
  }

  /** By a proxy that was not asked to. */
  @Test
  void readsWhatIsCompressed() throws IOException {
    byte[] compressed = compressed();
    assertThatItIsThePair(compressed);
    assertThat(read(Arrays.copyOf(compressed, compressed.length - 8)).refreshToken)
        .as("without its checksum")
        .isEqualTo("refresh-1");
    assertThat(read(Arrays.copyOf(compressed, 3)).isObject).isFalse();
  }

  private static void assertThatItIsThePair(byte[] body) {
    TokenResponse members = read(body);
    assertThat(members.refreshToken).isEqualTo("refresh-1");
    assertThat(members.accessToken).isEqualTo("access-1");
    assertThat(members.expiresIn).isEqualTo(7200);
  }

  private static byte[] compressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(PAIR.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static TokenResponse read(byte[] body) {
    return TokenResponse.of(new TokenTransport.Response(200, body, Map.of()));
  }
}
