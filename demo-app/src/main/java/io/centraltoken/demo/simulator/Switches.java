package io.centraltoken.demo.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.time.Duration;

/**
 * The faults over HTTP, for people who develop against the simulator: {@code POST
 * /simulator/token-endpoint?fault=lost-reply&times=1}, {@code .../token-lifetime?seconds=5}, {@code
 * .../node-lag?millis=5000}, {@code .../api-throttle?times=3}, {@code .../calls-left?count=480},
 * {@code .../slow?millis=3000}, {@code .../revoke}. No token is needed for these, nor for {@code
 * GET /open/redirect?status=302&to=...}; {@code /simulator/redirect} is the same for who has one.
 */
final class Switches {
  private final Faults faults;
  private final TokenAuthority authority;

  Switches(Faults faults, TokenAuthority authority) {
    this.faults = faults;
    this.authority = authority;
  }

  ResponseDefinitionBuilder reply(Request request, String path) {
    Parameters parameters = Parameters.of(request);
    try {
      switch (path) {
        case "/simulator/token-endpoint" ->
            faults.token(TokenFault.of(parameters.get("fault")), number(parameters, "times"));
        case "/simulator/token-lifetime" ->
            authority.lifetime(Duration.ofSeconds(number(parameters, "seconds")));
        case "/simulator/node-lag" ->
            faults.nodeLag(Duration.ofMillis(number(parameters, "millis")));
        case "/simulator/slow" -> faults.delay(Duration.ofMillis(number(parameters, "millis")));
        case "/simulator/api-throttle" -> faults.throttleApi(number(parameters, "times"));
        case "/simulator/calls-left" -> faults.callsLeft(number(parameters, "count"));
        case "/simulator/revoke" -> authority.revoke();
        default -> {
          return KongReplies.notFound();
        }
      }
      return KongReplies.json(200, "{\"switched\":true}");
    } catch (IllegalArgumentException misuse) {
      return KongReplies.json(400, "{\"switched\":false}");
    }
  }

  private static int number(Parameters parameters, String name) {
    return Integer.parseUnsignedInt(parameters.get(name));
  }
}
