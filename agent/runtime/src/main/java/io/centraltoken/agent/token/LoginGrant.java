package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.LoginEndpoint;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;

/**
 * A pair from user name and password, in three calls: log in, fetch a code with the session's
 * cookies, redeem the code. The gateway lets one client log in once in 30 minutes; the code lives
 * 300 s, so the third call alone is repeated when it fails (HPE, "OAuth APIs"). Called by the token
 * thread only.
 */
final class LoginGrant implements NewPairGrant {
  /** The gateway's limit, and a little for its clock. */
  static final Duration LIMIT = Duration.ofMinutes(30).plusSeconds(5);

  private static final Duration CODE_LIFETIME = Duration.ofSeconds(280);

  private final LoginEndpoint login;
  private final HostTime time;

  private Instant ownNote;
  private Instant futureNote;
  private Instant futureNoteSeen;
  private String code;
  private Instant codeUntil = Instant.EPOCH;

  /**
   * @param time in which the last login is noted, because siblings read it
   */
  LoginGrant(LoginEndpoint login, HostTime time) {
    this.login = login;
    this.time = time;
  }

  /** What could not be noted is known here all the same. */
  @Override
  public Instant openAt(ExchangeNotes notes) {
    if (login.isRejected()) {
      return Instant.MAX;
    } else if (hasCode()) {
      return Instant.MIN;
    }
    Instant noted = noted(notes.lastLogin(login.clientId()));
    return (noted.isAfter(login.lastLogin()) ? noted : login.lastLogin()).plus(LIMIT);
  }

  /**
   * In the agent's time. One of its own is of a login that is known. A note from the future is by a
   * clock that is or was wrong: it counts as made when it was seen first.
   */
  private Instant noted(Instant byTheHost) {
    if (byTheHost.equals(ownNote)) {
      return login.lastLogin();
    }
    Instant noted = time.toOwn(byTheHost);
    if (!noted.isAfter(now())) {
      return noted;
    }
    if (!byTheHost.equals(futureNote)) {
      futureNote = byTheHost;
      futureNoteSeen = now();
    }
    return futureNoteSeen;
  }

  @Override
  public boolean isCorrected() {
    return login.isCorrected();
  }

  @Override
  public ExchangeNotes begun(ExchangeNotes notes, Instant now) {
    if (hasCode()) {
      return notes;
    }
    String client = login.clientId();
    ExchangeNotes begun = notes.withLogin(client, now);
    ownNote = begun.lastLogin(client);
    return begun;
  }

  @Override
  public TokenPair obtain(long generation) throws TokenExchangeException {
    if (!hasCode()) {
      code = login.fetchCode(login.logIn());
      codeUntil = now().plus(CODE_LIFETIME);
    }
    try {
      TokenPair pair = login.redeem(code, generation);
      code = null;
      return pair;
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() == FailureClass.DEFINITIVE) {
        code = null;
        throw new TokenExchangeException(FailureClass.AMBIGUOUS, failure.getMessage());
      }
      throw failure;
    }
  }

  private Instant now() {
    return time.own();
  }

  private boolean hasCode() {
    return code != null && now().isBefore(codeUntil);
  }
}
