package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenState;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which token a request carries in its query. */
class QueryTokenReplacementTest {
  private final Clock clock = Clock.systemUTC();
  private final TokenState tokens =
      new TokenState(
          clock, Duration.ZERO, Duration.ZERO, new InFlight(clock, Duration.ofSeconds(1)));
  private final QueryTokenReplacement replacement = new QueryTokenReplacement(tokens);

  @BeforeEach
  void publish() {
    Published.publish(tokens, "a+c/s=");
  }

  @Test
  void replacesAnotherTokenByTheAgentsOwn() {
    assertThat(replacement.replaced("/sites?access_token=old&limit=1", "Bearer a+c/s="))
        .isEqualTo("/sites?access_token=a%2Bc%2Fs%3D&limit=1");
    assertThat(replacement.replaced("?access_token=old", "Bearer a+c/s="))
        .isEqualTo("?access_token=a%2Bc%2Fs%3D");
  }

  @Test
  void addsNoneWhereTheQueryHasNone() {
    for (String target : new String[] {"/sites", "/sites?limit=1", "/access_token=x"}) {
      assertThat(replacement.replaced(target, "Bearer a+c/s=")).isEqualTo(target);
    }
  }

  @Test
  void leavesTheProgramsTokenWhereTheRequestDoesNotCarryTheAgents() {
    assertThat(replacement.replaced("/sites?access_token=own", null))
        .isEqualTo("/sites?access_token=own");
    assertThat(replacement.replaced("/sites?access_token=own", "Basic own"))
        .isEqualTo("/sites?access_token=own");
  }

  /** The gateway may send the client elsewhere with the query that it was asked with. */
  @Test
  void takesTheAgentsTokenOutWhereTheRequestDoesNotCarryIt() {
    assertThat(replacement.replaced("/sites?access_token=a%2Bc%2Fs%3D&limit=1", null))
        .isEqualTo("/sites?access_token=&limit=1");
  }
}
