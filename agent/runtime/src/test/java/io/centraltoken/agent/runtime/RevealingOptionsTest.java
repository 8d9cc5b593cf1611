package io.centraltoken.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevealingOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdk.httpclient.HttpClient.log | headers",
        "jdk.httpclient.HttpClient.log | errors,Headers",
        "jdk.httpclient.HttpClient.log | all",
        "javax.net.debug               | all",
        "javax.net.debug               | ssl:record:plaintext"
      })
  void nameWhatPrintsTheToken(String name, String value) {
    assertThat(warning(name, value)).contains(name + "=" + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdk.httpclient.HttpClient.log | requests,errors,frames:data",
        "javax.net.debug               | ssl:handshake",
        "javax.net.debug               | ''"
      })
  void sayNothingOfOthers(String name, String value) {
    assertThat(warning(name, value)).isNull();
  }

  @Test
  void sayNothingWhereThereAreNone() {
    assertThat(new RevealingOptions(new Properties()).warning()).isNull();
  }

  private static String warning(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return new RevealingOptions(properties).warning();
  }
}
