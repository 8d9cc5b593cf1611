package io.centraltoken.agent.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;

/**
 * Every change that the agent makes to the JDK, with the Java that is inserted above each row.
 * Names and descriptors were the same on JDK 8u504, 11.0.24, 17.0.15, 21.0.13 and 25.0.3. On the
 * wire side and for each hop: a header set any earlier would follow a redirect to another origin.
 */
final class HookTable {
  static final String URL_CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";
  static final String HTTP_REQUEST = "jdk/internal/net/http/HttpRequestImpl";

  private static final String MESSAGE_HEADER = "sun/net/www/MessageHeader";
  private static final String HEADERS_BUILDER = "jdk/internal/net/http/common/HttpHeadersBuilder";
  private static final String HTTP_HEADERS = "java/net/http/HttpHeaders";
  private static final String STRING = "java/lang/String";
  private static final String AUTHORIZATION = "Authorization";

  private final List<Hook> hooks;

  /**
   * @param key what proves to the bridge that a hook is asking
   */
  HookTable(long key) {
    hooks = Arrays.asList(writeRequests(key), getSystemHeadersBuilder(key), getUserHeaders());
  }

  List<Hook> of(String owner) {
    List<Hook> found = new ArrayList<>();
    for (Hook hook : hooks) {
      if (hook.owner.equals(owner)) {
        found.add(hook);
      }
    }
    return found;
  }

  // The head of every hop is written here, the https delegate's too. Where the program has set an
  // Authorization of its own, the JDK takes ours for it and keeps it in a redirect: within the
  // origin always, to another one in builds without a later security update.
  //
  //   if (Bridge.isIssued(requests.findValue("Authorization"))) requests.remove("Authorization");
  //   String value = Bridge.authorization(key, url);
  //   if (value != null) {
  //     requests.remove("Authorization");
  //     requests.set("Authorization", value);
  //   }
  private static Hook writeRequests(final long key) {
    return new Hook(URL_CONNECTION, "writeRequests", "()V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label notIssued = new Label();
        Label none = new Label();
        Label end = new Label();
        requests(code).call(MESSAGE_HEADER, "findValue", "(Ljava/lang/String;)Ljava/lang/String;");
        code.bridge("isIssued", "(Ljava/lang/String;)Z").ifFalse(notIssued);
        requests(code).call(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V").join(notIssued);
        code.constant(key).field("url", "Ljava/net/URL;");
        code.bridge("authorization", "(JLjava/net/URL;)Ljava/lang/String;");
        code.duplicate().ifNull(none);
        requests(code).call(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V");
        code.field("requests", "L" + MESSAGE_HEADER + ";").swap().constant(AUTHORIZATION).swap();
        code.call(MESSAGE_HEADER, "set", "(Ljava/lang/String;Ljava/lang/String;)V");
        code.jump(end).joinWith(none, STRING).drop().join(end);
      }

      private Code requests(Code code) {
        return code.field("requests", "L" + MESSAGE_HEADER + ";").constant(AUTHORIZATION);
      }
    };
  }

  // HTTP/1.1 and HTTP/2 ask here for the headers that the client adds itself; every hop is a new
  // request with its own, so nothing follows a redirect. The builder stands for the hop.
  //
  //   String value = Bridge.authorization(key, uri, method, systemHeadersBuilder);
  //   if (value != null) systemHeadersBuilder.setHeader("Authorization", value);
  private static Hook getSystemHeadersBuilder(final long key) {
    String descriptor = "()L" + HEADERS_BUILDER + ";";
    return new Hook(HTTP_REQUEST, "getSystemHeadersBuilder", descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label none = new Label();
        Label end = new Label();
        code.constant(key).field("uri", "Ljava/net/URI;").field("method", "Ljava/lang/String;");
        code.field("systemHeadersBuilder", "L" + HEADERS_BUILDER + ";");
        code.bridge(
            "authorization",
            "(JLjava/net/URI;Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/String;");
        code.duplicate().ifNull(none);
        code.field("systemHeadersBuilder", "L" + HEADERS_BUILDER + ";").swap();
        code.constant(AUTHORIZATION).swap();
        code.call(HEADERS_BUILDER, "setHeader", "(Ljava/lang/String;Ljava/lang/String;)V");
        code.jump(end).joinWith(none, STRING).drop().join(end);
      }
    };
  }

  // The user's headers win over the client's own: one that the agent replaces must go. HTTP/1.1
  // asks
  // for these first, HTTP/2 for the others; so the decision is made, or made again, before it
  // counts.
  //
  //   return (HttpHeaders)
  //       Bridge.userHeaders(<what was to be returned>, getSystemHeadersBuilder().map());
  private static Hook getUserHeaders() {
    return new Hook(HTTP_REQUEST, "getUserHeaders", "()L" + HTTP_HEADERS + ";", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        code.self().call(HTTP_REQUEST, "getSystemHeadersBuilder", "()L" + HEADERS_BUILDER + ";");
        code.call(HEADERS_BUILDER, "map", "()Ljava/util/Map;");
        code.bridge("userHeaders", "(Ljava/lang/Object;Ljava/util/Map;)Ljava/lang/Object;");
        code.cast(HTTP_HEADERS);
      }
    };
  }
}
