package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.config.ShownSettings;
import io.centraltoken.agent.instrument.HookPreview;
import io.centraltoken.agent.oauth.TokenPair;
import java.util.Map;

/** Looks at all that the agent needs, before or while an application runs with it. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Check settings, files, the way to the gateway and the token. Run it as the user of the"
        + " application. Nothing is refreshed.";
  }

  @Override
  public int execute(Invocation invocation) {
    Findings findings = new Findings(invocation.out);
    try {
      return check(invocation.sources(), findings);
    } catch (SettingException unreadable) {
      findings.section("Settings");
      findings.error(unreadable.getMessage());
      return findings.conclude();
    }
  }

  /**
   * Of these settings.
   *
   * @return the exit code
   */
  static int check(SettingSources sources, Findings findings) {
    findings.section("Settings");
    Settings settings = settings(sources, findings);
    if (settings != null) {
      new FileCheck(settings, findings).run();
      TokenPair stored = new StoreCheck(settings, findings).run();
      new GatewayCheck(settings, findings).run(stored);
    }
    hooks(findings);
    return findings.conclude();
  }

  /** Null: they are not usable. */
  private static Settings settings(SettingSources sources, Findings findings) {
    try {
      ShownSettings.of(sources).forEach(findings::ok);
      if (!Settings.isEnabled(sources)) {
        findings.warning("central.enabled=false: the agent does nothing", "remove it");
      }
      Settings settings = new Settings(sources);
      for (String warning : settings.warnings()) {
        findings.warning(warning);
      }
      return settings;
    } catch (SettingException wrong) {
      findings.error(wrong.getMessage());
      return null;
    }
  }

  private static void hooks(Findings findings) {
    findings.section("HTTP clients of this Java " + System.getProperty("java.version"));
    for (Map.Entry<String, String> client : HookPreview.missing().entrySet()) {
      if (client.getValue().isEmpty()) {
        findings.ok(client.getKey() + " can be hooked");
      } else {
        findings.error(
            client.getKey() + " cannot be hooked: this Java has no " + client.getValue(),
            "its requests would go out without a token; use another Java, and report this");
      }
    }
  }
}
