package io.centraltoken.agent.oauth;

import io.centraltoken.agent.message.Faults;
import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.proxy.ProxyCredentials;
import io.centraltoken.agent.proxy.ProxyRoute;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Says why a call did not get as far as the server, and what to look at. Shows no message of a JDK
 * exception, because some hold the URL with its secrets.
 */
final class Unreachable {
  /** In messages of HttpsURLConnection and of the JDK's trust manager. */
  private static final Pattern OTHER_HOST =
      Pattern.compile("hostname wrong|No name matching|No subject alternative");

  private final String server;
  private final ProxyRoute route;
  private final OwnTls tls;

  Unreachable(URI uri, ProxyRoute route, OwnTls tls) {
    this("the token endpoint", uri, route, tls);
  }

  /**
   * @param what is called, for people
   */
  Unreachable(String what, URI uri, ProxyRoute route, OwnTls tls) {
    this.server = what + " at " + (uri.getHost() == null ? uri.getRawAuthority() : uri.getHost());
    this.route = route;
    this.tls = tls;
  }

  TokenExchangeException because(Throwable why) {
    return TokenExchangeException.unreachable(
        server
            + " cannot be reached"
            + way()
            + " ("
            + why.getClass().getSimpleName()
            + "); "
            + remedy(why));
  }

  /** The proxy answered with this status. */
  TokenExchangeException because(int status, ProxyCredentials.Outcome outcome) {
    String answered = server + " cannot be reached: " + route + " answered " + status;
    switch (outcome) {
      case REFUSED:
        return TokenExchangeException.misconfigured(
            route + " refused central.proxy.username or its password (" + status + ")",
            "correct them; a corrected central.proxy.password.file needs no restart");
      case NO_CREDENTIALS:
        return TokenExchangeException.unreachable(
            answered + "; set central.proxy.username and central.proxy.password.file");
      case UNKNOWN_SCHEMES:
        return TokenExchangeException.unreachable(
            answered
                + " and takes neither Basic nor Digest; let it pass this host without a password");
      default:
        return TokenExchangeException.unreachable(
            answered
                + (status / 100 == 5
                    ? "; look at the proxy and at what it reaches"
                    : "; let it pass CONNECT to this host and port"));
    }
  }

  private String way() {
    return route.toString().isEmpty() ? "" : " by " + route;
  }

  private String remedy(Throwable why) {
    if (OTHER_HOST.matcher(String.valueOf(why.getMessage())).find()) {
      return "its certificate is of another host; call it by a name that is in the certificate";
    }
    if (why instanceof SSLException || isAbout(why, GeneralSecurityException.class)) {
      return tlsRemedy(why);
    }
    if (why instanceof SecurityException) {
      return Remedies.GRANT;
    }
    if (route.isByHttpProxy()) {
      return "look at the proxy and at what it reaches";
    }
    return why instanceof UnknownHostException
        ? "look at its name and DNS, or set central.proxy if only a proxy reaches it"
        : "look at its name, the firewall, and whether it needs central.proxy";
  }

  private String tlsRemedy(Throwable why) {
    if (isAbout(why, CertificateExpiredException.class)
        || isAbout(why, CertificateNotYetValidException.class)) {
      return "its certificate is not valid now, or the clock of this host is wrong";
    }
    if (isAbout(why, GeneralSecurityException.class)) {
      return "its certificate must be trusted by " + tls.trusted();
    }
    return "what answers there does not speak TLS, or none that this JVM takes; look at the port,"
        + " and at proxies and firewalls on the way";
  }

  private static boolean isAbout(Throwable why, Class<?> cause) {
    return Faults.cause(why, cause) != null;
  }
}
