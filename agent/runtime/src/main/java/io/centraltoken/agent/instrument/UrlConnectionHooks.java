package io.centraltoken.agent.instrument;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;

/** The rows of HttpURLConnection; names and descriptors are the same on JDK 8 to 27. */
final class UrlConnectionHooks {
  static final String CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";

  /** What programs see, and what vendors extend. */
  static final String PUBLIC_CONNECTION = "java/net/HttpURLConnection";

  private static final String MESSAGE_HEADER = "sun/net/www/MessageHeader";
  private static final String STRING = "java/lang/String";
  private static final String FIND = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String ANSWER = "Ljava/net/URL;Ljava/lang/String;Ljava/util/Map;";
  private static final String AUTHORIZATION = "Authorization";

  private UrlConnectionHooks() {}

  static List<Hook> all(long key) {
    return Arrays.asList(
        writeRequests(key),
        getServerAuthentication(key),
        streaming(key),
        followRedirect(key),
        setFixedLengthStreamingMode("fixedContentLength", "I"),
        setFixedLengthStreamingMode("fixedContentLengthLong", "J"));
  }

  // The head of every hop is written here, the https delegate's too. Where the program has set an
  // Authorization of its own, the JDK takes ours for it and keeps it in a redirect: within the
  // origin always, to another one in builds without a later security update.
  //
  //   if (Bridge.isIssued(requests.findValue("Authorization"))) requests.remove("Authorization");
  //   String value = Bridge.authorization(key, this, url, requests.findValue("Authorization"));
  //   if (value != null) {
  //     requests.remove("Authorization");
  //     requests.set("Authorization", value);
  //   }
  private static Hook writeRequests(final long key) {
    return new Hook(CONNECTION, "writeRequests", "()V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label notIssued = new Label();
        Label none = new Label();
        Label end = new Label();
        requests(code).call(MESSAGE_HEADER, "findValue", FIND);
        code.bridge("isIssued", "(Ljava/lang/String;)Z").ifFalse(notIssued);
        requests(code).call(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V").join(notIssued);
        code.constant(key).self().field("url", "Ljava/net/URL;");
        requests(code).call(MESSAGE_HEADER, "findValue", FIND);
        code.bridge(
            "authorization",
            "(JLjava/lang/Object;Ljava/net/URL;Ljava/lang/String;)Ljava/lang/String;");
        code.duplicate().ifNull(none);
        requests(code).call(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V");
        code.field("requests", "L" + MESSAGE_HEADER + ";").swap().constant(AUTHORIZATION).swap();
        code.call(MESSAGE_HEADER, "set", "(Ljava/lang/String;Ljava/lang/String;)V");
        code.jump(end).joinWith(none, STRING).drop().join(end);
      }
    };
  }

  // Asked for each 401, while the head that was sent is still there. A default Authenticator that
  // answers our token's refusal would make up to 20 requests.
  //
  //   if (Bridge.isRefused(
  //       key, this, url, requests.findValue("Authorization"), responses.getHeaders()))
  //     return null;
  private static Hook getServerAuthentication(final long key) {
    String descriptor =
        "(Lsun/net/www/protocol/http/AuthenticationHeader;)Lsun/net/www/protocol/http/AuthenticationInfo;";
    return new Hook(CONNECTION, "getServerAuthentication", descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.constant(key).self();
        answer(code).bridge("isRefused", "(JLjava/lang/Object;" + ANSWER + ")Z");
        code.ifFalse(end).returnNull().join(end);
      }
    };
  }

  // Asked for each 401, before the JDK throws at one that answers a body which it has not kept; and
  // for each request several times, when there is no answer yet. disconnect() takes the old one
  // away.
  //
  //   if (responseCode == 401)
  //     Bridge.refused(
  //         chunkLength & fixedContentLength & (int) fixedContentLengthLong, // -1: not streamed
  //         key, url, requests.findValue("Authorization"), responses.getHeaders());
  private static Hook streaming(final long key) {
    return new Hook(CONNECTION, "streaming", "()Z", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.field("responseCode", "I").constant(401).ifDifferent(end);
        code.field("chunkLength", "I").field("fixedContentLength", "I").and();
        code.field("fixedContentLengthLong", "J").narrow().and();
        answer(code.constant(key)).bridge("refused", "(IJ" + ANSWER + ")V");
        code.join(end);
      }
    };
  }

  // The loop's own question "go round again?", asked for every response. The JDK has kept the body.
  //
  //   if (Bridge.replays(key, this)) { disconnect(); return true; }
  private static Hook followRedirect(final long key) {
    return new Hook(CONNECTION, "followRedirect", "()Z", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.constant(key).self().bridge("replays", "(JLjava/lang/Object;)Z");
        code.ifFalse(end).self().call(CONNECTION, "disconnect", "()V").returnTrue().join(end);
      }
    };
  }

  // A body of a known length would not be kept, and at a 401 the JDK throws before it asks any of
  // our hooks. Spring's RestTemplate does this to every body. At the return, so that all checks of
  // the JDK are made.
  //
  //   this.fixedContentLength = (int) Bridge.fixedLength(url, this.fixedContentLength);
  private static Hook setFixedLengthStreamingMode(final String field, final String type) {
    String name = "setFixedLengthStreamingMode";
    return new Hook(PUBLIC_CONNECTION, name, "(" + type + ")V", Hook.AT_RETURN) {
      @Override
      void insert(Code code) {
        boolean isInt = type.equals("I");
        code.self().field("url", "Ljava/net/URL;").field(field, type);
        (isInt ? code.widen() : code).bridge("fixedLength", "(Ljava/net/URL;J)J");
        (isInt ? code.narrow() : code).assign(field, type);
      }
    };
  }

  /** Pushes what a hop was and what the answer says. */
  private static Code answer(Code code) {
    code.field("url", "Ljava/net/URL;");
    requests(code).call(MESSAGE_HEADER, "findValue", FIND);
    code.field("responses", "L" + MESSAGE_HEADER + ";");
    return code.call(MESSAGE_HEADER, "getHeaders", "()Ljava/util/Map;");
  }

  private static Code requests(Code code) {
    return code.field("requests", "L" + MESSAGE_HEADER + ";").constant(AUTHORIZATION);
  }
}
