package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.Code.URL_CONNECTION_BRIDGE;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;

/** The rows of HttpURLConnection; names and descriptors are the same on JDK 8 to 27. */
final class UrlConnectionHooks {
  static final String CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";

  static final String MESSAGE_HEADER = "sun/net/www/MessageHeader";
  private static final String CLIENT = "Lsun/net/www/http/HttpClient;";
  private static final String STRING = "java/lang/String";
  private static final String FIND = "(Ljava/lang/String;)Ljava/lang/String;";
  static final String ANSWER = "Ljava/net/URL;Ljava/lang/String;Ljava/util/Map;";
  private static final String AUTHORIZATION = "Authorization";

  private UrlConnectionHooks() {}

  static List<Hook> all(long key) {
    return Arrays.asList(
        writeRequests(key), getServerAuthentication(key), followRedirect(key), maxRedirects());
  }

  // The head of every hop is written here, the https delegate's too. What the hop before carried is
  // still there, and the JDK takes it for the program's own: it keeps it in a redirect, within the
  // origin always, to another one in builds without a later security update. A proxy that a 305
  // response has named gets no token. If another thread calls disconnect() while this one waits,
  // http is null.
  //
  //   if (setRequests && UrlConnectionBridge.isLeftover(this, requests.findValue("Authorization")))
  //     requests.remove("Authorization");
  //   if (!useProxyResponseCode) {
  //     String value =
  //         UrlConnectionBridge.authorization(key, this, url, requests.findValue("Authorization"));
  //     if (value != null) {
  //       requests.remove("Authorization");
  //       requests.set("Authorization", value);
  //     }
  //     if (http == null) throw new SocketException("Socket closed");
  //   }
  private static Hook writeRequests(final long key) {
    return new Hook(CONNECTION, "writeRequests", "()V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label notLeft = new Label();
        Label proxied = new Label();
        Label direct = new Label();
        code.loadField("setRequests", "Z").ifFalse(notLeft).loadThis();
        requests(code).push(AUTHORIZATION).invokeVirtual(MESSAGE_HEADER, "findValue", FIND);
        code.invokeStatic(
                URL_CONNECTION_BRIDGE, "isLeftover", "(Ljava/lang/Object;Ljava/lang/String;)Z")
            .ifFalse(notLeft);
        requests(code)
            .push(AUTHORIZATION)
            .invokeVirtual(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V")
            .mark(notLeft);
        code.loadField("useProxyResponseCode", "Z").ifFalse(direct).goTo(proxied).mark(direct);
        setAuthorization(code, key);
        code.loadField("http", CLIENT).ifNotNull(proxied);
        failAsClosed(code);
        code.mark(proxied);
      }
    };
  }

  private static void setAuthorization(Code code, long key) {
    Label none = new Label();
    Label end = new Label();
    code.push(key).loadThis().loadField("url", "Ljava/net/URL;");
    requests(code).push(AUTHORIZATION).invokeVirtual(MESSAGE_HEADER, "findValue", FIND);
    code.invokeStatic(
        URL_CONNECTION_BRIDGE,
        "authorization",
        "(JLjava/lang/Object;Ljava/net/URL;Ljava/lang/String;)Ljava/lang/String;");
    code.dup().ifNull(none);
    requests(code)
        .push(AUTHORIZATION)
        .invokeVirtual(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V");
    requests(code).swap().push(AUTHORIZATION).swap();
    code.invokeVirtual(MESSAGE_HEADER, "set", "(Ljava/lang/String;Ljava/lang/String;)V");
    code.goTo(end).markWith(none, STRING).pop().mark(end);
  }

  // Asked for each 401, while the head that was sent is still there. A default Authenticator that
  // answers the rejection of the agent's token would make up to 20 requests.
  //
  //   if (UrlConnectionBridge.isRejected(
  //       key, this, url, requests.findValue("Authorization"), responses.getHeaders()))
  //     return null;
  private static Hook getServerAuthentication(final long key) {
    String descriptor =
        "(Lsun/net/www/protocol/http/AuthenticationHeader;)Lsun/net/www/protocol/http/AuthenticationInfo;";
    return new Hook(CONNECTION, "getServerAuthentication", descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.push(key).loadThis();
        response(code)
            .invokeStatic(
                URL_CONNECTION_BRIDGE, "isRejected", "(JLjava/lang/Object;" + ANSWER + ")Z");
        code.ifFalse(end).returnNull().mark(end);
      }
    };
  }

  // The loop's own question whether to send again, asked for every response. The JDK has kept the
  // body. If another thread calls disconnect() while this one waits, http is null. The rejection is
  // cleared so that the program does not see it then, or if the repetition cannot connect.
  //
  //   if (UrlConnectionBridge.isQuotaDue(key, url))
  //     UrlConnectionBridge.quota(key, responses.getHeaders());
  //   if (UrlConnectionBridge.mayReplay(key, this)) {
  //     boolean again = UrlConnectionBridge.replays(key, this);
  //     if (http == null) {
  //       responses.reset();
  //       throw new SocketException("Socket closed");
  //     }
  //     if (again) {
  //       responses.reset();
  //       disconnect();
  //       responseMessage = null;
  //       inputStream = null;
  //       return true;
  //     }
  //   }
  private static Hook followRedirect(final long key) {
    return new Hook(CONNECTION, "followRedirect", "()Z", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        Label open = new Label();
        readQuota(code, key);
        code.push(key)
            .loadThis()
            .invokeStatic(URL_CONNECTION_BRIDGE, "mayReplay", "(JLjava/lang/Object;)Z")
            .ifFalse(end);
        code.push(key)
            .loadThis()
            .invokeStatic(URL_CONNECTION_BRIDGE, "replays", "(JLjava/lang/Object;)Z");
        code.loadField("http", CLIENT).ifNotNull(open);
        failAsClosed(resetResponses(code));
        code.markWith(open, Opcodes.INTEGER).ifFalse(end);
        resetResponses(code);
        code.loadThis().invokeVirtual(CONNECTION, "disconnect", "()V");
        code.loadThis().pushNull().putField("responseMessage", "Ljava/lang/String;");
        code.loadThis().pushNull().putField("inputStream", "Ljava/io/InputStream;");
        code.returnTrue().mark(end);
      }
    };
  }

  private static void readQuota(Code code, long key) {
    Label end = new Label();
    code.push(key)
        .loadField("url", "Ljava/net/URL;")
        .invokeStatic(URL_CONNECTION_BRIDGE, "isQuotaDue", "(JLjava/net/URL;)Z")
        .ifFalse(end);
    responseFields(code.push(key))
        .invokeStatic(URL_CONNECTION_BRIDGE, "quota", "(JLjava/util/Map;)V")
        .mark(end);
  }

  // A replay is a round of the loop, but no redirect.
  //
  //   while (redirects < maxRedirects + UrlConnectionBridge.extraRounds(this))
  private static Hook maxRedirects() {
    String descriptor = "()Ljava/io/InputStream;";
    return new Hook(CONNECTION, "getInputStream0", descriptor, Hook.AFTER_FIELD) {
      @Override
      boolean isAfter(String owner, String field) {
        return owner.equals(CONNECTION) && field.equals("maxRedirects");
      }

      @Override
      void insert(Code code) {
        code.loadThis()
            .invokeStatic(URL_CONNECTION_BRIDGE, "extraRounds", "(Ljava/lang/Object;)I")
            .add();
      }
    };
  }

  private static Code resetResponses(Code code) {
    code.loadField("responses", "L" + MESSAGE_HEADER + ";");
    return code.invokeVirtual(MESSAGE_HEADER, "reset", "()V");
  }

  /** As the JDK does where another thread has disconnected. */
  private static void failAsClosed(Code code) {
    code.throwNew("java/net/SocketException", "Socket closed");
  }

  /** Pushes what a hop was and what the response says. */
  static Code response(Code code) {
    code.loadField("url", "Ljava/net/URL;");
    requests(code).push(AUTHORIZATION).invokeVirtual(MESSAGE_HEADER, "findValue", FIND);
    return responseFields(code);
  }

  private static Code responseFields(Code code) {
    code.loadField("responses", "L" + MESSAGE_HEADER + ";");
    return code.invokeVirtual(MESSAGE_HEADER, "getHeaders", "()Ljava/util/Map;");
  }

  /** Pushes the fields of the request. */
  static Code requests(Code code) {
    return code.loadField("requests", "L" + MESSAGE_HEADER + ";");
  }
}
