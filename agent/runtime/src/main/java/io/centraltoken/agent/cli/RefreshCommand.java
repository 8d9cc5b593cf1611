package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.oauth.TokenPair;

/** Refreshes the stored pair now. */
final class RefreshCommand implements Command {
  @Override
  public String name() {
    return "refresh";
  }

  @Override
  public String summary() {
    return "Refresh the stored token now. JVMs that use it take the new one within a second.";
  }

  @Override
  public int execute(Invocation invocation) throws SettingException {
    Session session = Session.open(invocation);
    TokenPair before = session.stored();
    session.tokens.refresh(before);
    return session.report(before, invocation.out);
  }
}
