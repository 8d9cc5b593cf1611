package io.centraltoken.agent.token;

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
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh token in a response is not lost because of how the response is written. */
class ReplyMembersTest {
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
    ReplyMembers members = read(body);
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

  private static ReplyMembers read(byte[] body) {
    return ReplyMembers.of(new TokenTransport.Reply(200, body, Map.of()));
  }
}
