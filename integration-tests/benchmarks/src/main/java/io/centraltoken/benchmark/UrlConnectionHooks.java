package io.centraltoken.benchmark;

import io.centraltoken.agent.bootstrap.Bridge;
import io.centraltoken.agent.bootstrap.UrlConnectionBridge;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.request.UrlConnectionAuthorizer;
import java.net.MalformedURLException;
import java.net.URL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What the JDK asks the agent for one GET by HttpURLConnection, without the JDK, in whose ten
 * microseconds the agent's share cannot be seen. A second benchmark makes the same objects and asks
 * nothing.
 */
public class UrlConnectionHooks extends ShortRun {
  private static final long KEY = 1;

  /** To the gateway, or to another origin. */
  @Param({"https://gateway.example/central/v2/sites", "https://elsewhere.example/sites"})
  public String address;

  private URL url;

  @Setup
  @SuppressWarnings("deprecation") // no URI is wanted, as in programs of Java 8
  public void connect() throws SettingException, MalformedURLException {
    url = new URL(address);
    if (!Bridge.claim(KEY, true)) {
      throw new IllegalStateException("the bridge is another agent's");
    }
    Bridge.connect(new UrlConnectionAuthorizer(GatewayWithToken.traffic()), KEY);
  }

  @Benchmark
  public Object objects() {
    return new Object[] {new Object(), null, false, 0};
  }

  @Benchmark
  public Object asked() {
    Object connection = new Object();
    boolean leftover = UrlConnectionBridge.isLeftover(connection, null);
    String value = UrlConnectionBridge.authorization(KEY, connection, url, null);
    String line = UrlConnectionBridge.requestLine("GET /sites HTTP/1.1", url, value);
    boolean again = UrlConnectionBridge.mayReplay(KEY, connection);
    int rounds = UrlConnectionBridge.extraRounds(connection);
    return new Object[] {connection, value, leftover || again || line == null, rounds};
  }
}
