package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.Code.HTTP_CLIENT_BRIDGE;
import static io.centraltoken.agent.instrument.Code.URL_CONNECTION_BRIDGE;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;

/**
 * The rows for an {@code access_token} in a query, which the gateway reads before the header. Only
 * where people want it replaced; in what is written to the wire, so that the program sees its own.
 */
final class QueryTokenHooks {
  static final String HTTP_1 = "jdk/internal/net/http/Http1Request";
  static final String HTTP_2 = "jdk/internal/net/http/Stream";

  private static final String MESSAGE_HEADER = "sun/net/www/MessageHeader";
  private static final String HEADERS = "java/net/http/HttpHeaders";
  private static final String LINE =
      "(Ljava/lang/String;Ljava/net/URL;Ljava/lang/String;)Ljava/lang/String;";

  private QueryTokenHooks() {}

  static List<Hook> all(long key) {
    return Arrays.asList(writeRequests(), getRequestUri(), requestUri(key), pseudoHeaders(key));
  }

  // A hop after the first, or a replay, takes over the line of the one before. This row comes after
  // the one that sets the token.
  //
  //   if (setRequests)
  //     requests.set(
  //         0,
  //         UrlConnectionBridge.requestLine(requests.getKey(0), url,
  // requests.findValue("Authorization")),
  //         null);
  private static Hook writeRequests() {
    String owner = UrlConnectionHooks.CONNECTION;
    return new Hook(owner, "writeRequests", "()V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.loadField("setRequests", "Z").ifFalse(end);
        UrlConnectionHooks.requests(code).push(0);
        UrlConnectionHooks.requests(code)
            .push(0)
            .invokeVirtual(MESSAGE_HEADER, "getKey", "(I)Ljava/lang/String;");
        urlAndAuthorization(code)
            .invokeStatic(URL_CONNECTION_BRIDGE, "requestLine", LINE)
            .pushNull();
        code.invokeVirtual(MESSAGE_HEADER, "set", "(ILjava/lang/String;Ljava/lang/String;)V")
            .mark(end);
      }
    };
  }

  // The first hop makes its line of this, after the token was set.
  //
  //   return UrlConnectionBridge.requestLine(<what was to be returned>, url,
  //       requests.findValue("Authorization"));
  private static Hook getRequestUri() {
    String owner = UrlConnectionHooks.CONNECTION;
    return new Hook(owner, "getRequestURI", "()Ljava/lang/String;", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        urlAndAuthorization(code).invokeStatic(URL_CONNECTION_BRIDGE, "requestLine", LINE);
      }
    };
  }

  //   return (String) HttpClientBridge.requestTarget(<what was to be returned>, key, request);
  private static Hook requestUri(final long key) {
    return new Hook(HTTP_1, "requestURI", "()Ljava/lang/String;", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        requestTarget(code, key).checkCast("java/lang/String");
      }
    };
  }

  //   return (HttpHeaders) HttpClientBridge.requestTarget(<what was to be returned>, key, request);
  private static Hook pseudoHeaders(final long key) {
    return new Hook(HTTP_2, "getRequestPseudoHeaders", "()L" + HEADERS + ";", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        requestTarget(code, key).checkCast(HEADERS);
      }
    };
  }

  private static Code requestTarget(Code code, long key) {
    code.push(key).loadField("request", "L" + HttpClientHooks.REQUEST + ";");
    return code.invokeStatic(
        HTTP_CLIENT_BRIDGE,
        "requestTarget",
        "(Ljava/lang/Object;JLjava/lang/Object;)Ljava/lang/Object;");
  }

  private static Code urlAndAuthorization(Code code) {
    code.loadField("url", "Ljava/net/URL;");
    return UrlConnectionHooks.requests(code)
        .push("Authorization")
        .invokeVirtual(MESSAGE_HEADER, "findValue", "(Ljava/lang/String;)Ljava/lang/String;");
  }
}
