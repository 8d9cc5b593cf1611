package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;

/** Prints the access token, for scripts; refreshes it first if that is due. */
final class TokenCommand implements Command {
  @Override
  public String name() {
    return "token";
  }

  @Override
  public String summary() {
    return "Print the current access token. It is refreshed first if that is due, by the same steps"
        + " as in the agent, so that a script does not invalidate the token of others.";
  }

  @Override
  public int execute(Invocation invocation) throws SettingException {
    Session session = Session.open(invocation);
    String token = session.accessToken();
    if (token == null) {
      return TO_DO;
    }
    invocation.out.println(token);
    return FINE;
  }
}
