package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The decision against the reading of java.net.URI, for addresses that were made to confuse. */
class OriginFuzzTest {
  private static final int PAIRS = 100_000;
  private static final long SEED = 20_261_125;
  private static final String[] SCHEMES = {"https", "http", "HTTPS", "Https", "hTTp", "ftp", "ws"};
  private static final String[] HOSTS = {
    "gateway.example",
    "GATEWAY.example",
    "gateway.exampl\u0435",
    "skgateway.example",
    "\u017f\u212agateway.example",
    "gateway.example.",
    "gateway.example.evil.example",
    "evil.example",
    "127.0.0.1",
    "127.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "localhost",
    "b\u00fccher.example",
    "xn--bcher-kva.example",
    ""
  };
  private static final String[] PORTS = {"", ":", ":443", ":80", ":8443", ":0443", ":-1", ":x"};
  private static final String[] USERS = {"", "", "", "gateway.example@", "a:b@", "@", "a@b@"};
  private static final String[] TAILS = {
    "",
    "/",
    "/a?b=c",
    "?@gateway.example",
    "#@gateway.example/",
    "\\@gateway.example/",
    "/@b:443",
    "/https://gateway.example",
    "%40gateway.example/",
    ";@gateway.example",
    "\t",
    " "
  };

  private final Random random = new Random(SEED);

  @Test
  void neverTakesAnotherOriginForTheGateway() {
    int parsed = 0;
    int same = 0;
    for (int i = 0; i < PAIRS; i++) {
      URI base = uri(any("https", "http") + "://" + any(HOSTS) + any("", ":443", ":80", ":8443"));
      String address = any(SCHEMES) + "://" + any(USERS) + any(HOSTS) + any(PORTS) + any(TAILS);
      if (base == null || base.getHost() == null) {
        continue;
      }
      Origin origin = Origin.of(base);
      URI uri = uri(address);
      boolean expected = uri != null && isSame(base, uri);
      if (uri != null) {
        parsed++;
        same += expected ? 1 : 0;
        assertThat(origin.isOf(uri)).as("%s, %s", base, address).isEqualTo(expected);
      }
      URL url = url(address);
      if (url != null && origin.isOf(url)) {
        URI where = uri == null || uri.getHost() == null ? connected(url) : uri;
        assertThat(where != null && isSame(base, where)).as("URL, %s, %s", base, address).isTrue();
      }
    }
    assertThat(parsed).as("else nothing was tried").isGreaterThan(PAIRS / 10);
    assertThat(same).isGreaterThan(PAIRS / 500);
  }

  private static boolean isSame(URI base, URI other) {
    return other.getHost() != null
        && base.getScheme().equals(lower(other.getScheme()))
        && lower(base.getHost()).equals(lower(other.getHost()))
        && port(base) == port(other);
  }

  /** Of an address that java.net.URI cannot read: where the JDK would connect to. */
  private static URI connected(URL url) {
    try {
      return new URI(url.getProtocol(), null, url.getHost(), url.getPort(), null, null, null);
    } catch (URISyntaxException nowhere) {
      return null;
    }
  }

  private static int port(URI uri) {
    int usual = lower(uri.getScheme()).equals("https") ? 443 : 80;
    return uri.getPort() == -1 ? usual : uri.getPort();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException unreadable) {
      return null;
    }
  }

  private static URL url(String address) {
    try {
      return new URL(address);
    } catch (MalformedURLException unreadable) {
      return null;
    }
  }
}
