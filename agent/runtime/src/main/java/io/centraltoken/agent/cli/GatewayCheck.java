package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.Escapes;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.oauth.GatewayProbe;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.runtime.CallAssembly;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The way to the gateway: name, proxy, TLS, clock, and what it says to one harmless request with
 * the stored token.
 */
final class GatewayCheck {
  /** Of HPE's API: the names of one group. */
  private static final String HARMLESS = "/configuration/v2/groups?limit=1&offset=0";

  /** The lifetime of an access token is 2 hours; what differs by less does no harm. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private static final Duration CERTIFICATE_ENDS_SOON = Duration.ofDays(14);

  private final Settings settings;
  private final Findings findings;

  GatewayCheck(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  /**
   * @param stored null: the request goes without a token
   */
  void run(TokenPair stored) {
    findings.section("Gateway");
    URI uri = settings.baseUrl().resolve(HARMLESS);
    GatewayProbe probe = CallAssembly.probe(settings.calls());
    String way = probe.way(uri);
    if (!way.isEmpty()) {
      findings.ok("by " + Escapes.of(way));
    } else if (!resolve(uri.getHost())) {
      return;
    }
    boolean usable = stored != null && !stored.expiresAt().isBefore(Instant.now());
    try {
      GatewayProbe.Answer answer = probe.get(uri, usable ? stored.authorization() : null);
      answer.chain().forEach(this::certificate);
      clock(answer.header("Date"));
      status(answer.status(), usable);
      limits(answer);
    } catch (TokenExchangeException unreachable) {
      findings.error(unreachable.getMessage());
    }
  }

  private boolean resolve(String host) {
    try {
      StringBuilder addresses = new StringBuilder();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses.append(' ').append(address.getHostAddress());
      }
      findings.ok(host + " has the addresses" + addresses);
      return true;
    } catch (UnknownHostException unknown) {
      findings.error(
          "the name " + host + " cannot be resolved",
          "correct central.base.url or the DNS of this host, or set central.proxy");
      return false;
    }
  }

  private void certificate(X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    String what =
        "certificate "
            + Escapes.of(certificate.getSubjectX500Principal().getName())
            + " until "
            + end;
    if (end.isBefore(Instant.now().plus(CERTIFICATE_ENDS_SOON))) {
      findings.warning(what + ", which is soon", "the operator of the gateway must renew it");
    } else {
      findings.ok(what);
    }
  }

  private void clock(String date) {
    if (date == null) {
      return;
    }
    try {
      Instant theirs =
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
              .toInstant();
      Duration ahead = Duration.between(theirs, Instant.now());
      if (ahead.abs().compareTo(CLOCK_TOLERANCE) > 0) {
        findings.warning(
            "the clock of this host is "
                + Times.of(ahead.abs())
                + (ahead.isNegative() ? " behind" : " ahead of")
                + " the gateway's",
            "let it be set by NTP");
      } else {
        findings.ok("the clock of this host agrees with the gateway's");
      }
    } catch (DateTimeException malformed) {
      findings.warning("the gateway sends an odd date", "compare the clock of this host yourself");
    }
  }

  private void status(int status, boolean withToken) {
    String answered = "GET " + HARMLESS + " answered " + status;
    if (!withToken) {
      if (status == 401) {
        findings.ok(answered + ", as it must without a token");
      } else {
        findings.warning(answered + " without a token", "look whether this is the gateway");
      }
    } else if (status / 100 == 2) {
      findings.ok(answered + " to the stored token");
    } else if (status == 401) {
      findings.error(
          answered + " to the stored token: somebody else has refreshed or revoked it",
          "run refresh; if that fails, " + Remedies.DOWNLOAD);
    } else if (status == 403) {
      findings.warning(
          answered + ": the token is known, but may not read groups",
          "that is fine if the application does not need it");
    } else if (status == 429) {
      findings.warning(answered + ": the rate limit is used up", "wait until it is reset");
    } else {
      findings.error(answered, "look at the gateway, and at what is on the way to it");
    }
  }

  private void limits(GatewayProbe.Answer answer) {
    for (String name : answer.names()) {
      if (name.toLowerCase(Locale.ROOT).contains("ratelimit")) {
        findings.ok(Escapes.of(name + ": " + answer.header(name)));
      }
    }
  }
}
