package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.runtime.StoreAssembly;
import io.centraltoken.agent.token.NoLockException;
import io.centraltoken.agent.token.StoreException;
import io.centraltoken.agent.token.StoreReport;
import io.centraltoken.agent.token.TokenStore;
import java.io.IOException;
import java.time.Instant;

/** Whether the store holds a pair, and whether the next one could be written to it. */
final class StoreCheck {
  private final Settings settings;
  private final Findings findings;

  StoreCheck(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  /**
   * @return the stored pair, or null if there is none
   */
  TokenPair run() {
    findings.section("Token");
    if (settings.grant().isClientCredentials()) {
      findings.ok("is made from the client ID and secret when it is needed; nothing is stored");
      return null;
    }
    try {
      TokenStore store = StoreAssembly.store(settings.grant());
      StoreReport report = StoreReport.of(store.load(), settings.grant().hasLogin(), Instant.now());
      pair(report);
      write(store);
      return report.pair();
    } catch (SettingException wrong) {
      findings.error(wrong.getMessage());
      return null;
    }
  }

  private void pair(StoreReport report) {
    if (report.pair() != null) {
      stored(report);
    } else if (settings.grant().hasLogin()) {
      findings.ok(
          "no token is stored yet: " + report.problem().getMessage() + "; the agent will log in");
    } else {
      findings.error(StoreException.reason(report.problem()), Remedies.DOWNLOAD);
    }
  }

  private void stored(StoreReport report) {
    String what =
        report.pair().fingerprint()
            + ", generation "
            + report.pair().generation()
            + ": access token "
            + Times.of(report.accessTokenLeft())
            + ", refresh token "
            + Times.of(report.refreshTokenLeft())
            + " left";
    switch (report.status()) {
      case REJECTED:
        findings.error(what + "; its refresh token is used up or rejected", Remedies.DOWNLOAD);
        break;
      case EXPIRED:
        findings.warning(what, "the agent refreshes it when it starts");
        break;
      case RETRYING:
        findings.warning(what + "; the last refresh failed", "the log of the agent says why");
        break;
      default:
        findings.ok(what);
    }
  }

  /** By the steps that will store the next pair, with what is there now. */
  private void write(TokenStore store) {
    try (TokenStore.Claim claim = store.tryClaim()) {
      if (claim == null) {
        findings.ok("a process uses " + store + " just now: " + store.holder());
        return;
      }
      String remark = store.rehearse();
      if (remark == null) {
        findings.ok(store + " can be locked, and replaced by a rename");
      } else {
        findings.warning(remark);
      }
    } catch (NoLockException none) {
      findings.warning(none.getMessage(), "no other process may refresh this token");
    } catch (IOException unwritable) {
      findings.error(
          "a new token could not be stored: " + StoreException.reason(unwritable),
          unwritable instanceof StoreException
              ? ((StoreException) unwritable).remedy()
              : "let the user of the application write " + store + " and its folder");
    }
  }
}
