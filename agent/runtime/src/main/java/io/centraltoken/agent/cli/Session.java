package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.runtime.StoreAssembly;
import io.centraltoken.agent.runtime.TokenSession;
import java.io.IOException;
import java.io.PrintStream;

/** The pair of the store, for commands that use or change it. What goes wrong is on stderr. */
final class Session {
  final TokenSession tokens;
  final Settings settings;

  private Session(TokenSession tokens, Settings settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  static Session open(Invocation invocation) throws SettingException {
    return open(invocation, invocation.settings());
  }

  static Session open(Invocation invocation, Settings settings) throws SettingException {
    Log log = Log.ofProblems(invocation.err);
    for (String warning : settings.warnings()) {
      log.warn(warning);
    }
    return new Session(new TokenSession(settings, log, invocation.jar), settings);
  }

  /** Null if there is no usable token; a line on stderr says why. */
  String accessToken() {
    tokens.useStored();
    return tokens.isUsable() ? tokens.pair().accessToken() : null;
  }

  /**
   * Says which pair there is now.
   *
   * @param before what was stored before; null: nothing
   * @return the exit code: whether there is another one
   */
  int report(TokenPair before, PrintStream out) {
    TokenPair present = tokens.pair();
    boolean isNew =
        present != null && (before == null || !present.fingerprint().equals(before.fingerprint()));
    if (!isNew || !tokens.isUsable()) {
      return Command.TO_DO; // a line on stderr has said why
    }
    out.println(
        "Token "
            + present.fingerprint()
            + ", generation "
            + present.generation()
            + ", is valid until "
            + present.expiresAt()
            + ".");
    return Command.FINE;
  }

  /** What is stored now; null: no complete pair. */
  TokenPair stored() throws SettingException {
    try {
      return StoreAssembly.store(settings.grant()).load().pair();
    } catch (IOException none) {
      return null;
    }
  }
}
