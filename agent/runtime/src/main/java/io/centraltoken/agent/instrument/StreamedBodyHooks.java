package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.UrlConnectionHooks.CONNECTION;
import static io.centraltoken.agent.instrument.UrlConnectionHooks.MESSAGE_HEADER;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;

/**
 * The rows for a body that a program streams through HttpURLConnection, of known length or in
 * chunks. Nothing is changed for it beforehand: what it promises about lengths, redirects and
 * repetitions stays the JDK's. Only when the token was refused, and the whole body was recorded
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

  //   Bridge.wrote(HttpURLConnection.this, getURL(), part, offset, length);
  private static Hook writePart() {
    return new Hook(STREAM, "write", "([BII)V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        connectionAndUrl(code).partArguments().bridge("wrote", WROTE);
      }
    };
  }

  //   Bridge.wrote(HttpURLConnection.this, getURL(), new byte[] {(byte) octet}, 0, 1);
  private static Hook writeByte() {
    return new Hook(STREAM, "write", "(I)V", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        connectionAndUrl(code).arrayOfArgument().constant(0).constant(1);
        code.bridge("wrote", WROTE);
      }
    };
  }

  // Asked several times for each request, and for a 401 before the JDK throws at a body that it has
  // not kept. After the repetition it throws as it would have at the first answer, be that a 401, a
  // redirect or a proxy's question.
  //
  //   if (strOutputStream != null) {
  //     if (responseCode == 401) {
  //       byte[] body =
  //           Bridge.keptBody(
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
  //     if (poster != null && Bridge.isKeptBodySent(key, this)) return true;
  //   }
  private static Hook streaming(final long key) {
    return new Hook(CONNECTION, "streaming", "()Z", Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        Label none = new Label();
        Label notRefused = new Label();
        Label end = new Label();
        code.field("strOutputStream", "L" + STREAM + ";").ifNull(end);
        code.field("responseCode", "I").constant(401).ifDifferent(notRefused);
        UrlConnectionHooks.answer(code.constant(key).self());
        code.bridge("keptBody", "(JLjava/lang/Object;" + UrlConnectionHooks.ANSWER + ")[B");
        code.duplicate().ifNull(none);
        keepBody(code);
        code.jump(notRefused).joinWith(none, "[B").drop().join(notRefused);
        code.field("poster", "L" + POSTER + ";").ifNull(end);
        code.constant(key).self().bridge("isKeptBodySent", "(JLjava/lang/Object;)Z").ifFalse(end);
        code.returnTrue().join(end);
      }
    };
  }

  /** Takes the body from the stack. */
  private static void keepBody(Code code) {
    code.self().create(POSTER).assign("poster", "L" + POSTER + ";");
    code.field("poster", "L" + POSTER + ";").swap().call(POSTER, "write", "([B)V");
    UrlConnectionHooks.requests(code, "Transfer-Encoding");
    code.call(MESSAGE_HEADER, "remove", "(Ljava/lang/String;)V");
    UrlConnectionHooks.requests(code, "Content-Length");
    code.field("poster", "L" + POSTER + ";").call(POSTER, "size", "()I");
    code.callStatic("java/lang/String", "valueOf", "(I)Ljava/lang/String;");
    code.call(MESSAGE_HEADER, "set", "(Ljava/lang/String;Ljava/lang/String;)V");
    code.self().constant(-1).assign("chunkLength", "I");
    code.self().constant(-1).assign("fixedContentLength", "I");
    code.self().constant(-1L).assign("fixedContentLengthLong", "J");
  }

  // Where the answer to Expect: 100-continue is another one, the JDK throws and forgets it. None of
  // the body was asked for.
  //
  //   if (responseCode == 401)
  //     Bridge.refused(
  //         key, url, requests.findValue("Authorization"), responses.getHeaders());
  private static Hook expect100Continue(final long key) {
    return new Hook(CONNECTION, "expect100Continue", "()V", Hook.AT_THROW) {
      @Override
      void insert(Code code) {
        Label end = new Label();
        code.field("responseCode", "I").constant(401).ifDifferent(end);
        UrlConnectionHooks.answer(code.constant(key));
        code.bridge("refused", "(J" + UrlConnectionHooks.ANSWER + ")V");
        code.joinWith(end, "java/lang/Throwable");
      }
    };
  }

  private static Code connectionAndUrl(Code code) {
    String type = "L" + CONNECTION + ";";
    code.field("this$0", type).field("this$0", type);
    return code.call(CONNECTION, "getURL", "()Ljava/net/URL;");
  }
}
