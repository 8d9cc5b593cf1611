package io.centraltoken.probe.programs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A request with HttpURLConnection: how it is made, how it is sent, and what is asked of it. */
final class UrlConnectionProgram implements Programs.Program {
  private final String method;
  private final String streaming;
  private final byte[] body;
  private final int declared;
  private final String writing;
  private final boolean closes;
  private final boolean asksForAnAnswer;
  private final String first;
  private final boolean follows;
  private final boolean expects;
  private final boolean hasReadTimeout;
  private final String own;
  private final String proxy;
  private final Behaviour behaviour;

  UrlConnectionProgram(Choice choice) {
    method = choice.of("GET", "HEAD", "DELETE", "PUT", "POST", "POST", "POST", "OPTIONS", "PATCH");
    streaming = choice.of("none", "buffered", "fixed", "fixed-long", "chunked");
    body = choice.bytes(choice.of(0, 1, 10, 1000, 9000, 70_000, 1_100_000));
    declared = body.length + choice.of(0, 0, 0, 0, -1, 1, 100, -body.length);
    String chosen = choice.of("whole", "whole", "pieces", "bytes", "wrong bounds", "not at all");
    // The JDK would count a byte that it has not sent, and wait for the answer to the rest.
    writing = body.length == 0 && chosen.equals("wrong bounds") ? "whole" : chosen;
    closes = !choice.oneIn(4);
    asksForAnAnswer = !choice.oneIn(8);
    first = choice.of("input", "status", "field", "connect", "error", "fields");
    follows = !choice.oneIn(4);
    expects = !isStreamed() && choice.oneIn(6); // how the JDK waits for a 100 is for another test
    behaviour = Behaviour.of(choice);
    hasReadTimeout = choice.oneIn(4);
    own = choice.of(null, null, null, "Basic b3duOm93bg==", "Bearer of-its-own");
    proxy = Servers.chooseProxy(choice);
  }

  @Override
  public Behaviour behaviour() {
    return behaviour;
  }

  @Override
  public void run(String url, Servers servers, Transcript transcript) throws Exception {
    JvmDefaults.tell(transcript);
    boolean writesMore = declared < body.length || writing.equals("wrong bounds");
    boolean isGivenUp = streaming.startsWith("fixed") && writesMore; // which no server can see
    boolean mayBeRejected = asksForAnAnswer && !isGivenUp && body.length <= 1 << 20;
    String path = behaviour.path(mayBeRejected);
    if (expects) {
      path = path.replace("head", "body"); // it waits for no 100
    }
    if (!asksForAnAnswer) {
      path = path.replace("early", "200"); // an answer that nobody reads breaks off the body
    }
    URL target = new URL(url + path);
    transcript.saw("request", this);
    InetSocketAddress by = servers.proxy(proxy);
    HttpURLConnection connection =
        (HttpURLConnection)
            target.openConnection(by == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, by));
    prepare(connection, transcript);
    if (first.equals("connect")) {
      transcript.tries("connect", () -> connect(connection));
    }
    if (!streaming.equals("none")) {
      transcript.tries("write", () -> write(connection));
    }
    if (!asksForAnAnswer) {
      connection.disconnect();
      return;
    }
    answer(connection, transcript);
    transcript.tries("status again", connection::getResponseCode);
    transcript.tries("output again", () -> connection.getOutputStream() != null);
    transcript.saw("method", connection.getRequestMethod());
    transcript.saw("url", connection.getURL());
    transcript.saw("follows", connection.getInstanceFollowRedirects());
    transcript.saw("proxy", connection.usingProxy());
    transcript.saw("authorization", connection.getRequestProperty("Authorization"));
    connection.disconnect();
  }

  private void prepare(HttpURLConnection connection, Transcript transcript) {
    transcript.tries("set method", () -> setMethod(connection));
    connection.setInstanceFollowRedirects(follows);
    connection.setReadTimeout(behaviour.isSilent() ? 300 : hasReadTimeout ? 30_000 : 0);
    if (own != null) {
      connection.setRequestProperty("Authorization", own);
    }
    if (expects) {
      connection.setRequestProperty("Expect", "100-continue");
    }
    connection.setDoOutput(!streaming.equals("none"));
    transcript.tries("set streaming", () -> stream(connection));
  }

  private boolean isStreamed() {
    return !streaming.equals("none") && !streaming.equals("buffered");
  }

  private Object setMethod(HttpURLConnection connection) throws IOException {
    connection.setRequestMethod(method);
    return method;
  }

  private static Object connect(HttpURLConnection connection) throws IOException {
    connection.connect();
    return "connected";
  }

  private Object stream(HttpURLConnection connection) {
    if (streaming.equals("chunked")) {
      connection.setChunkedStreamingMode(declared);
    } else if (streaming.equals("fixed")) {
      connection.setFixedLengthStreamingMode(declared);
    } else if (streaming.equals("fixed-long")) {
      connection.setFixedLengthStreamingMode((long) declared);
    }
    return streaming;
  }

  private Object write(HttpURLConnection connection) throws IOException {
    OutputStream out = connection.getOutputStream();
    if (writing.equals("whole")) {
      out.write(body);
    } else if (writing.equals("pieces")) {
      for (int from = 0; from < body.length; from += 777) {
        out.write(body, from, Math.min(777, body.length - from));
      }
    } else if (writing.equals("bytes")) {
      for (byte octet : Arrays.copyOf(body, Math.min(body.length, 2000))) {
        out.write(octet);
      }
    } else if (writing.equals("wrong bounds")) {
      try {
        out.write(body, 0, body.length + 1);
      } catch (IndexOutOfBoundsException expected) {
        out.write(body);
      }
    }
    if (closes) {
      out.close();
    }
    return "written";
  }

  private void answer(HttpURLConnection connection, Transcript transcript) {
    if (first.equals("status")) {
      transcript.tries("status", connection::getResponseCode);
      transcript.tries("message", connection::getResponseMessage);
    } else if (first.equals("field")) {
      transcript.tries("field", () -> connection.getHeaderField("Content-Type"));
    } else if (first.equals("fields")) {
      transcript.tries("fields", () -> new TreeMap<>(named(connection.getHeaderFields())));
    } else if (first.equals("error")) {
      transcript.tries("error", () -> read(connection.getErrorStream()));
    }
    transcript.tries("input", () -> read(connection.getInputStream()));
    transcript.tries("error stream", () -> read(connection.getErrorStream()));
    transcript.tries("length", connection::getContentLength);
  }

  /** All but the status line, which has no name. */
  private static Map<String, List<String>> named(Map<String, List<String>> fields) {
    Map<String, List<String>> named = new TreeMap<>();
    fields.forEach((name, values) -> named.put(String.valueOf(name), values));
    return named;
  }

  static String read(InputStream in) throws IOException {
    if (in == null) {
      return "none";
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      all.write(buffer, 0, read);
    }
    return describe(all.toByteArray());
  }

  static String describe(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return content.length + " bytes, " + Long.toHexString(sum.getValue());
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        method,
        streaming,
        body.length + "/" + declared,
        writing,
        closes ? "closed" : "open",
        first,
        follows ? "follows" : "stays",
        expects ? "expects" : "",
        proxy,
        behaviour.toString());
  }
}
