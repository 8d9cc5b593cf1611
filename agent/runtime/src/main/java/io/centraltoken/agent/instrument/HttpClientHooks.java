package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.Code.HTTP_CLIENT_BRIDGE;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;

/** The rows of java.net.http; names and descriptors are the same on JDK 11 to 27. */
final class HttpClientHooks {
  static final String PACKAGE = "jdk/internal/net/http/";
  static final String REQUEST = RecordBody.REQUEST;
  static final String EXCHANGE = "jdk/internal/net/http/Exchange";
  static final String MULTI_EXCHANGE = "jdk/internal/net/http/MultiExchange";
  private static final String CLIENT = "jdk/internal/net/http/HttpClientImpl";
  static final String AUTHENTICATION_FILTER = "jdk/internal/net/http/AuthenticationFilter";

  static final String RESPONSE_OF_PROGRAM = "jdk/internal/net/http/HttpResponseImpl";
  private static final String OPTIONAL = "java/util/Optional";
  private static final String RESPONSE = "jdk/internal/net/http/Response";
  private static final String HEADERS_BUILDER = "jdk/internal/net/http/common/HttpHeadersBuilder";
  private static final String HTTP_HEADERS = "java/net/http/HttpHeaders";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";
  private static final String EXECUTOR = CLIENT + "$DelegatingExecutor";
  private static final String ATOMIC_INTEGER = "java/util/concurrent/atomic/AtomicInteger";
  private static final String OBJECT = "java/lang/Object";
  private static final String STRING = "java/lang/String";
  private static final String AUTHORIZATION = "Authorization";

  private HttpClientHooks() {}

  static List<Hook> all(long key) {
    return Arrays.asList(
        getSystemHeadersBuilder(key),
        getUserHeaders(),
        RecordBody.ofRequest(),
        RecordBody.ofRedirectedRequest(),
        bodyPublisher(),
        previousResponse(),
        beginOfResponseAsync(key),
        responseAsync(key),
        responseFilters(key),
        authenticationFilter(key));
  }

  // HTTP/1.1 and HTTP/2 ask here for the headers that the client adds itself; every hop is a new
  // request with its own, so nothing follows a redirect.
  //
  //   String value = HttpClientBridge.authorization(key, uri, method, this);
  //   if (value != null) systemHeadersBuilder.setHeader("Authorization", value);
  private static Hook getSystemHeadersBuilder(final long key) {
    String descriptor = "()L" + HEADERS_BUILDER + ";";
    return new Hook(REQUEST, "getSystemHeadersBuilder", descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label none = new Label();
        Label end = new Label();
        code.push(key).loadField("uri", "Ljava/net/URI;").loadField("method", "Ljava/lang/String;");
        code.loadThis();
        code.invokeStatic(
            HTTP_CLIENT_BRIDGE,
            "authorization",
            "(JLjava/net/URI;Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/String;");
        code.dup().ifNull(none);
        code.loadField("systemHeadersBuilder", "L" + HEADERS_BUILDER + ";").swap();
        code.push(AUTHORIZATION).swap();
        code.invokeVirtual(HEADERS_BUILDER, "setHeader", "(Ljava/lang/String;Ljava/lang/String;)V");
        code.goTo(end).markWith(none, STRING).pop().mark(end);
      }
    };
  }

  // The user's headers win over the client's own: one that the agent replaces must go. HTTP/1.1
  // asks for these first, HTTP/2 for the others; so the decision is made, or made again, before
  // it counts.
  //
  //   return (HttpHeaders)
  //       HttpClientBridge.userHeaders(<what was to be returned>, getSystemHeadersBuilder().map());
  private static Hook getUserHeaders() {
    return new Hook(REQUEST, "getUserHeaders", "()L" + HTTP_HEADERS + ";", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        code.loadThis()
            .invokeVirtual(REQUEST, "getSystemHeadersBuilder", "()L" + HEADERS_BUILDER + ";");
        code.invokeVirtual(HEADERS_BUILDER, "map", "()Ljava/util/Map;");
        code.invokeStatic(
            HTTP_CLIENT_BRIDGE,
            "userHeaders",
            "(Ljava/lang/Object;Ljava/util/Map;)Ljava/lang/Object;");
        code.checkCast(HTTP_HEADERS);
      }
    };
  }

  //   return (Optional) HttpClientBridge.shown(<what was to be returned>, this);
  private static Hook bodyPublisher() {
    return shown(REQUEST, "bodyPublisher");
  }

  //   return (Optional) HttpClientBridge.shown(<what was to be returned>, this);
  private static Hook previousResponse() {
    return shown(RESPONSE_OF_PROGRAM, "previousResponse");
  }

  private static Hook shown(String owner, String name) {
    return new Hook(owner, name, "()L" + OPTIONAL + ";", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        code.loadThis()
            .invokeStatic(
                HTTP_CLIENT_BRIDGE,
                "shown",
                "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
        code.checkCast(OPTIONAL);
      }
    };
  }

  // Each hop begins here, on a thread that must not wait. What comes back in place of the response
  // calls this method again when the exchange of tokens is over, on the executor that the client
  // has or was given; the one around it would run it where the exchange ended, on the token
  // thread.
  //
  //   Object later =
  //       HttpClientBridge.begin(
  //           key, this, request, client.theExecutor().delegate(), this::responseAsync);
  //   if (later != null) return (CompletableFuture) later;
  private static Hook beginOfResponseAsync(final long key) {
    return new Hook(EXCHANGE, "responseAsync", "()L" + FUTURE + ";", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label none = new Label();
        code.push(key).loadThis().loadField("request", "L" + REQUEST + ";");
        code.loadField("client", "L" + CLIENT + ";");
        code.invokeVirtual(CLIENT, "theExecutor", "()L" + EXECUTOR + ";");
        code.invokeVirtual(EXECUTOR, "delegate", "()Ljava/util/concurrent/Executor;");
        code.push(
            new Handle(
                Opcodes.H_INVOKEVIRTUAL, EXCHANGE, "responseAsync", "()L" + FUTURE + ";", false));
        code.invokeStatic(
            HTTP_CLIENT_BRIDGE,
            "begin",
            "(JLjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;");
        code.dup().ifNull(none);
        code.checkCast(FUTURE).returnReference();
        code.markWith(none, OBJECT).pop();
      }
    };
  }

  // A response that rejects a token of ours is put off until there is another one. The handles let
  // the runtime read two things of the JDK's own Response, with the rights of this class.
  //
  //   return (CompletableFuture)
  //       HttpClientBridge.response(
  //           <what was to be returned>, key, multi, request,
  //           HttpClientBridge.readers(Response::statusCode, Response::headers));
  private static Hook responseAsync(final long key) {
    return new Hook(EXCHANGE, "responseAsync", "()L" + FUTURE + ";", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        code.push(key).loadField("multi", "L" + MULTI_EXCHANGE + ";");
        code.loadField("request", "L" + REQUEST + ";");
        code.push(reader("statusCode", "()I"));
        code.push(reader("headers", "()L" + HTTP_HEADERS + ";"));
        code.invokeStatic(
            HTTP_CLIENT_BRIDGE,
            "readers",
            "(Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodHandle;)[Ljava/lang/invoke/MethodHandle;");
        code.invokeStatic(
            HTTP_CLIENT_BRIDGE,
            "response",
            "(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;[Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;");
        code.checkCast(FUTURE);
      }
    };
  }

  private static Handle reader(String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKEVIRTUAL, RESPONSE, name, descriptor, false);
  }

  // The JDK drains the response and sends what this returns, as it does for its own authentication,
  // and must not count it among the attempts that jdk.httpclient.redirects.retrylimit allows.
  //
  //   if (HttpClientBridge.sendsAgain(key, this)) {
  //     attempts.decrementAndGet();
  //     return HttpRequestImpl.newInstanceForAuthentication(response.request());
  //   }
  private static Hook responseFilters(final long key) {
    String descriptor = "(L" + RESPONSE + ";)L" + REQUEST + ";";
    return new Hook(MULTI_EXCHANGE, "responseFilters", descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.push(key)
            .loadThis()
            .invokeStatic(HTTP_CLIENT_BRIDGE, "sendsAgain", "(JLjava/lang/Object;)Z")
            .ifFalse(end);
        code.loadField("attempts", "L" + ATOMIC_INTEGER + ";");
        code.invokeVirtual(ATOMIC_INTEGER, "decrementAndGet", "()I").pop();
        code.loadArgument().invokeVirtual(RESPONSE, "request", "()L" + REQUEST + ";");
        code.invokeStatic(
            REQUEST, "newInstanceForAuthentication", "(L" + REQUEST + ";)L" + REQUEST + ";");
        code.returnReference().mark(end);
      }
    };
  }

  //   if (HttpClientBridge.isRejected(
  //       key,
  //       response.request(),
  //       response.request().uri(),
  //       response.statusCode(),
  //       response.headers().map()))
  //     return null;
  private static Hook authenticationFilter(final long key) {
    String descriptor = "(L" + RESPONSE + ";)L" + REQUEST + ";";
    return new Hook(AUTHENTICATION_FILTER, "response", descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.push(key).loadArgument().invokeVirtual(RESPONSE, "request", "()L" + REQUEST + ";");
        code.loadArgument().invokeVirtual(RESPONSE, "request", "()L" + REQUEST + ";");
        code.invokeVirtual(REQUEST, "uri", "()Ljava/net/URI;");
        code.loadArgument().invokeVirtual(RESPONSE, "statusCode", "()I");
        code.loadArgument().invokeVirtual(RESPONSE, "headers", "()L" + HTTP_HEADERS + ";");
        code.invokeVirtual(HTTP_HEADERS, "map", "()Ljava/util/Map;");
        code.invokeStatic(
            HTTP_CLIENT_BRIDGE,
            "isRejected",
            "(JLjava/lang/Object;Ljava/net/URI;ILjava/util/Map;)Z");
        code.ifFalse(end);
        code.returnNull().mark(end);
      }
    };
  }
}
