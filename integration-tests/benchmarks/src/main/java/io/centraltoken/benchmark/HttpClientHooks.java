package io.centraltoken.benchmark;

import io.centraltoken.agent.bootstrap.Bridge;
import io.centraltoken.agent.bootstrap.HttpClientBridge;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.request.java11.HttpClientAuthorizer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What the JDK asks the agent for one GET by java.net.http, without the JDK: on loopback such a GET
 * takes 50 microseconds, in whose noise the agent's share cannot be seen. A second benchmark makes
 * the same objects and asks nothing.
 */
public class HttpClientHooks extends ShortRun {
  private static final long KEY = 1;
  private static final Executor EXECUTOR = Runnable::run;
  private static final MethodHandle AGAIN =
      MethodHandles.constant(CompletableFuture.class, new CompletableFuture<>());
  private static final MethodHandle[] READERS =
      HttpClientBridge.readers(
          MethodHandles.dropArguments(MethodHandles.constant(int.class, 200), 0, Object.class),
          MethodHandles.empty(MethodType.methodType(HttpHeaders.class, Object.class)));

  /** To the gateway, or to another origin. */
  @Param({"https://gateway.example/central/v2/sites", "https://elsewhere.example/sites"})
  public String address;

  private URI uri;
  private HttpHeaders none;
  private Map<String, List<String>> added;

  @Setup
  public void connect() throws SettingException {
    uri = URI.create(address);
    none = HttpHeaders.of(Map.of(), (name, value) -> true);
    added = Map.of("User-Agent", List.of("Java-http-client/17"));
    if (!Bridge.claim(KEY, true)) {
      throw new IllegalStateException("the bridge is another agent's");
    }
    Bridge.connect(new HttpClientAuthorizer(GatewayWithToken.traffic(), Thread::new), KEY);
  }

  @Benchmark
  public Object objects() {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return new Object[] {request, new Object(), CompletableFuture.completedFuture(request)};
  }

  @Benchmark
  public Object asked() {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    Object exchange = new Object();
    Object begun = HttpClientBridge.begin(KEY, exchange, request, EXECUTOR, AGAIN);
    String value = HttpClientBridge.authorization(KEY, uri, "GET", request);
    Object headers = HttpClientBridge.userHeaders(none, added);
    Object response =
        HttpClientBridge.response(
            CompletableFuture.completedFuture(request), KEY, exchange, request, READERS);
    boolean again = HttpClientBridge.sendsAgain(KEY, exchange);
    return new Object[] {request, begun, value, headers, response, again};
  }
}
