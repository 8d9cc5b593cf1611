package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Makes a pair from scratch with user name and password, and stores it. */
final class LoginCommand implements Command {
  private static final String USERNAME = "central.username";
  private static final String CUSTOMER_ID = "central.customer.id";
  private static final String PASSWORD = "central.password";

  @Override
  public String name() {
    return "login";
  }

  @Override
  public String summary() {
    return "Make a new token with user name and password, and store it. Asks for what is not set;"
        + " without a terminal it reads the password from the first line of its input. Central"
        + " allows this once in 30 minutes.";
  }

  @Override
  public int execute(Invocation invocation) throws SettingException, IOException {
    Settings settings = new Settings(sources(invocation));
    Session session = Session.open(invocation, settings);
    TokenPair before = session.stored();
    session.tokens.login(); // where there is a usable pair, this reads it first
    if (session.report(before, invocation.out) == FINE) {
      return FINE;
    }
    Instant opens = session.tokens.loginOpensAt();
    if (opens.equals(Instant.MAX)) {
      return TO_DO; // rejected, and a line has said so
    }
    Instant now = session.tokens.now();
    if (opens.isAfter(now)) {
      throw new IOException(
          "Central allows one login in 30 minutes; the next one is possible in "
              + Times.of(Duration.between(now, opens).plusSeconds(1))
              + ".");
    }
    session.tokens.login();
    return session.report(before, invocation.out);
  }

  private static SettingSources sources(Invocation invocation)
      throws SettingException, IOException {
    Prompts prompts = new Prompts();
    SettingSources present = invocation.sources();
    Map<String, String> asked = new HashMap<>();
    if (!present.has(USERNAME)) {
      asked.put(USERNAME, prompts.ask("User name", "--username"));
    }
    if (!present.has(CUSTOMER_ID)) {
      asked.put(CUSTOMER_ID, prompts.ask("Customer ID", "--customer-id"));
    }
    if (!present.has(PASSWORD) && !present.has(PASSWORD + ".file")) {
      asked.put(PASSWORD, prompts.askSecret("Password"));
    }
    return invocation.sources(asked);
  }
}
