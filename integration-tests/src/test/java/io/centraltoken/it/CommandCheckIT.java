package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of settings, files, token and gateway. */
class CommandCheckIT extends CommandTest {
  /** As the properties file gives them, and never the secret. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void checksEverythingBeforeTheFirstStart(Jdk each) throws Exception {
    gateway.downloadToken(token);
    CommandRun check = run(each, "check");
    assertThat(check.exitCode()).as(check.all()).isZero();
    assertThat(unwrapped(check.out()))
        .contains(
            "central.client.secret=********",
            "can be locked, and replaced by a rename",
            "answered 200",
            "X-RateLimit-Remaining-day: ",
            "HttpURLConnection can be hooked",
            "0 errors, ")
        .doesNotContain(CentralSimulator.CLIENT_SECRET);
    assertThat(check.out().lines()).allMatch(line -> line.length() <= 80 || isOneWord(line));
    assertThat(gateway.tokenCalls()).as("nothing is refreshed").isEmpty();
  }

  private static boolean isOneWord(String line) {
    return !line.trim().substring(line.trim().indexOf(' ') + 1).trim().contains(" ");
  }

  @Test
  void checksWithoutATokenAndSaysHowToGetOne() throws Exception {
    CommandRun check = run(jdk, "check");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(unwrapped(check.out()))
        .contains(
            "does not exist; " + LogText.DOWNLOAD, "answered 401, as it must without a token");
  }

  /** An administrator, or a script of somebody else, has taken the token away. */
  @Test
  void findsATokenThatTheGatewayRejects() throws Exception {
    gateway.downloadToken(token);
    gateway.revoke();
    CommandRun check = run(jdk, "check");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(unwrapped(check.out()))
        .contains("answered 401 to the stored token: somebody else has refreshed or revoked it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "prometheus", "nagios"})
  void showsTheStateInOtherFormats(String format) throws Exception {
    gateway.downloadToken(token);
    CommandRun run = run(jdk, "status", "--format=" + format);
    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("VALID")
        .containsPattern("(?i)access.?token\\D*71\\d\\d\\b|71\\d\\ds");
    assertThat(run.out()).doesNotContain(printedToken(jdk));
  }

  private static String unwrapped(String text) {
    return text.replaceAll("\\n {3,}", " ");
  }
}
