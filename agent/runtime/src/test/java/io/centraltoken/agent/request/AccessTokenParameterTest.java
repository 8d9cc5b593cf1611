package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenParameterTest {
  @ParameterizedTest
  @CsvSource({
    "/a?access_token=1, /a?access_token=new",
    "/a?access_token=, /a?access_token=new",
    "/a?b=2&access_token=1&c=3, /a?b=2&access_token=new&c=3",
    "/a?access_token=1&access_token=2, /a?access_token=new&access_token=new",
    "/a?access%5Ftoken=1&%zz=2, /a?access%5Ftoken=new&%zz=2",
    "/a?b=?access_token=1&&access_token=2&, /a?b=?access_token=1&&access_token=new&",
    "http://gateway/a?access_token=1, http://gateway/a?access_token=new",
    "GET /a?access_token=1 HTTP/1.1, GET /a?access_token=new HTTP/1.1",
    "GET /a?b=1&access_token=1& HTTP/1.1, GET /a?b=1&access_token=new& HTTP/1.1"
  })
  void changesEachOfThisName(String target, String changed) {
    assertThat(AccessTokenParameter.changed(target, value -> "new")).isEqualTo(changed);
    assertThat(AccessTokenParameter.isIn(target.replaceFirst("[^?]*\\?", ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/access_token=1",
        "/a?",
        "/a?access_token",
        "/a?ACCESS_TOKEN=1",
        "/a?my_access_token=1",
        "/a?access_token_=1",
        "/a?b=access_token&c=1",
        "GET /a?b=1 access_token=1",
        "/a"
      })
  void leavesOthersAlone(String target) {
    assertThat(AccessTokenParameter.changed(target, value -> "new")).isEqualTo(target);
  }
}
