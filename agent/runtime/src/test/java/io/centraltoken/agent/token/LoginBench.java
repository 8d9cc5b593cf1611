package io.centraltoken.agent.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A refresher that may log in. */
abstract class LoginBench extends RefresherBench {
  static final Duration LIMIT = Duration.ofMinutes(30).plusSeconds(5);

  LoginBench() {
    super(RefresherBench::login);
  }

  final TokenRefresher restarted() {
    return restarted(endpoint -> login(this, endpoint));
  }

  final LoginBench login() {
    transport.headers =
        Map.of("Set-Cookie", List.of("csrftoken=csrf; Path=/", "session=s3ssion; HttpOnly"));
    transport.reply(200, "{\"status\": true}");
    return this;
  }

  final ScriptedTransport code() {
    return transport.reply(200, "{\"auth_code\":\"c0de\"}");
  }
}
