package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.Code.URL_CONNECTION_BRIDGE;
import static io.centraltoken.agent.instrument.UrlConnectionHooks.CONNECTION;
import static io.centraltoken.agent.instrument.UrlConnectionHooks.MESSAGE_HEADER;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;

/**
 * The rows for a body that a program streams through HttpURLConnection, of known length or in
 * chunks. Nothing is changed for it beforehand: what it promises about lengths, redirects and
 * repetitions stays the JDK's. Only when the token was rejected, and the whole body was recorded
 * beside the stream, is it made one that was kept, for this one repetition. Names and descriptors
 * are the same on JDK 8 to 27.
 */
final class StreamedBodyHooks {
  static final String STREAM = CONNECTION + "$StreamingOutputStream";

  private static final String POSTER = "sun/net/www/http/PosterOutputStream";
  private static final String WROTE = "(Ljava/lang/Object;Ljava/net/URL;[BII)V";

  private StreamedBodyHooks() {}

  static List<Hook> all(long key) {
    return Arrays.asList(writePart(), writeByte(), streaming(key), expect100Continue(key));
  }

  //   UrlConnectionBridge.wrote(HttpURLConnection.this, getURL(), part, offset, length);
  private static Hook writePart() {
    return new Hook(STREAM, "write", "([BII)V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        connectionAndUrl(code)
            .loadWriteArguments()
            .invokeStatic(URL_CONNECTION_BRIDGE, "wrote", WROTE);
      }
    };
  }

  //   UrlConnectionBridge.wrote(HttpURLConnection.this, getURL(), new byte[] {(byte) octet}, 0, 1);
  private static Hook writeByte() {
    return new Hook(STREAM, "write", "(I)V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        connectionAndUrl(code).arrayOfArgument().push(0).push(1);
        code.invokeStatic(URL_CONNECTION_BRIDGE, "wrote", WROTE);
      }
    };
  }

  // Asked several times for each request, and for a 401 before the JDK throws at a body that it has
  // not kept. After the repetition it throws as it would have at the first response, be that a 401,
  // a redirect or a proxy's question.
  //
  //   if (strOutputStream != null) {
  //     if (responseCode == 401) {
  //       byte[] body =
  //           UrlConnectionBridge.keptBody(
  //               key, this, url, requests.findValue("Authorization"), responses.getHeaders());
  //       if (body != null) {
  //         poster = new PosterOutputStream();
  //         poster.write(body);
  //         requests.remove("Transfer-Encoding");
  //         requests.set("Content-Length", String.valueOf(poster.size()));
  //         chunkLength = fixedContentLength = -1;
  //         fixedContentLengthLong = -1L;
  //       }
  //     }
  //     if (poster != null && UrlConnectionBridge.isKeptBodySent(key, this)) return true;
  //   }
  private static Hook streaming(final long key) {
    return new Hook(CONNECTION, "streaming", "()Z", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label none = new Label();
        Label notRejected = new Label();
        Label end = new Label();
        code.loadField("strOutputStream", "L" + STREAM + ";").ifNull(end);
        code.loadField("responseCode", "I").push(401).ifDifferent(notRejected);
        UrlConnectionHooks.response(code.push(key).loadThis());
        code.invokeStatic(
            URL_CONNECTION_BRIDGE,
            "keptBody",
            "(JLjava/lang/Object;" + UrlConnectionHooks.ANSWER + ")[B");
        code.dup().ifNull(none);
        keepBody(code);
        code.goTo(notRejected).markWith(none, "[B").pop().mark(notRejected);
        code.loadField("poster", "L" + POSTER + ";").ifNull(end);
        code.push(key)
            .loadThis()
            .invokeStatic(URL_CONNECTION_BRIDGE, "isKeptBodySent", "(JLjava/lang/Object;)Z")
            .ifFalse(end);
        code.returnTrue().mark(end);
      }
    };
  }

  /** Takes the body from the stack. */
  private static void keepBody(Code code) {
    code.loadThis().newObject(POSTER).putField("poster", "L" + POSTER + ";");
    code.loadField("poster", "L" + POSTER + ";").swap().invokeVirtual(POSTER, "write", "([B)V");
    UrlConnectionHooks.requests(code).push("Transfer-Encoding");
    code.invokeVirtual(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V");
    UrlConnectionHooks.requests(code).push("Content-Length");
    code.loadField("poster", "L" + POSTER + ";").invokeVirtual(POSTER, "size", "()I");
    code.invokeStatic("java/lang/String", "valueOf", "(I)Ljava/lang/String;");
    code.invokeVirtual(MESSAGE_HEADER, "set", "(Ljava/lang/String;Ljava/lang/String;)V");
    code.loadThis().push(-1).putField("chunkLength", "I");
    code.loadThis().push(-1).putField("fixedContentLength", "I");
    code.loadThis().push(-1L).putField("fixedContentLengthLong", "J");
  }

  // Where the response to Expect: 100-continue is another one, the JDK throws and forgets it. None
  // of the body was asked for.
  //
  //   if (responseCode == 401)
  //     UrlConnectionBridge.rejected(
  //         key, url, requests.findValue("Authorization"), responses.getHeaders());
  private static Hook expect100Continue(final long key) {
    return new Hook(CONNECTION, "expect100Continue", "()V", Hook.AT_THROW) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.loadField("responseCode", "I").push(401).ifDifferent(end);
        UrlConnectionHooks.response(code.push(key));
        code.invokeStatic(
            URL_CONNECTION_BRIDGE, "rejected", "(J" + UrlConnectionHooks.ANSWER + ")V");
        code.markWith(end, "java/lang/Throwable");
      }
    };
  }

  private static Code connectionAndUrl(Code code) {
    String type = "L" + CONNECTION + ";";
    code.loadField("this$0", type).loadField("this$0", type);
    return code.invokeVirtual(CONNECTION, "getURL", "()Ljava/net/URL;");
  }
}
