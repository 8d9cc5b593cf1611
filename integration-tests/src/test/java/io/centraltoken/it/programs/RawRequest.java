package io.centraltoken.it.programs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** A request by HTTP/1.1 as it comes in, byte by byte. */
final class RawRequest {
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private final BufferedInputStream in;
  private final String line;
  private final List<String> fields = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean whole = true;

  private RawRequest(BufferedInputStream in, String line) {
    this.in = in;
    this.line = line;
  }

  /** Null at the end of the stream. */
  static RawRequest read(BufferedInputStream in) throws IOException {
    String line = readLine(in);
    if (line == null) {
      return null;
    }
    RawRequest request = new RawRequest(in, line);
    for (String field = readLine(in); field != null && !field.isEmpty(); field = readLine(in)) {
      request.fields.add(field);
    }
    return request;
  }

  /**
   * Whether it begins with a request line. Java 8 leaves the line out of some requests, with the
   * agent as without it.
   */
  boolean hasRequestLine() {
    return line.endsWith(" HTTP/1.1");
  }

  /** By its path alone, also where a proxy was meant, and without the query of a token request. */
  String path() {
    return line.split(" ")[1].replaceFirst("^http://[^/]*", "").replaceFirst("\\?.*", "");
  }

  /** Whether it was meant for a proxy, and is for this server. */
  boolean isByProxyTo(String url) {
    return line.split(" ")[1].startsWith(url + "/");
  }

  boolean isHead() {
    return line.startsWith("HEAD ");
  }

  boolean expectsContinue() {
    return "100-continue".equalsIgnoreCase(field("expect"));
  }

  boolean hasBearer() {
    return authorization() != null && authorization().startsWith("Bearer ");
  }

  /** The value of Authorization, or null. */
  String authorization() {
    return field("authorization");
  }

  /** To its end, or to where the client breaks off. */
  void readBody() throws IOException {
    try {
      if ("chunked".equalsIgnoreCase(field("transfer-encoding"))) {
        readChunks();
      } else if (field("content-length") != null) {
        readBytes(Long.parseLong(field("content-length")));
      }
    } catch (SocketException reset) {
      whole = false;
    }
  }

  /** Returns when the client closes the connection. */
  void awaitEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  boolean isWhole() {
    return whole;
  }

  /**
   * What of it must be the same with the agent: all but Authorization, unless that holds a token of
   * the agent where none belongs, and how the body is framed.
   */
  String describe(boolean isGateway) {
    CRC32 sum = new CRC32();
    sum.update(body.toByteArray());
    List<String> shown = new ArrayList<>(fields);
    shown.removeIf(field -> FRAMING.contains(name(field)));
    shown.remove("Connection: close"); // of Java 8 to 17 where a connection of the pool was dead
    shown.removeIf(
        field -> name(field).equals("authorization") && (isGateway || !isOfTheAgent(field)));
    // The JDK puts this one last when it sends a request again.
    shown.sort(Comparator.comparing(field -> name(field).equals("proxy-authorization")));
    return whole
        ? String.format("%s %s %d %x", line, shown, body.size(), sum.getValue())
        : line + " " + shown + " broken off"; // how much arrives is a matter of luck
  }

  private static boolean isOfTheAgent(String authorization) {
    return authorization.contains(" access-");
  }

  /** How the body is framed. */
  String framing() {
    List<String> shown = new ArrayList<>(fields);
    shown.removeIf(field -> !FRAMING.contains(name(field)));
    return shown.toString();
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  private void readChunks() throws IOException {
    while (whole) {
      String size = readLine(in);
      if (size == null) {
        whole = false;
        return;
      }
      int length = Integer.parseInt(size.trim(), 16);
      readBytes(length);
      readLine(in);
      if (length == 0) {
        return;
      }
    }
  }

  private void readBytes(long length) throws IOException {
    byte[] buffer = new byte[8192];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        whole = false;
        return;
      }
      body.write(buffer, 0, read);
      left -= read;
    }
  }

  /** The value of a field, by its name in lower case; null if the request has no such field. */
  String field(String name) {
    for (String field : fields) {
      if (field.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return field.substring(name.length() + 1).trim();
      }
    }
    return null;
  }

  private static String readLine(BufferedInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        return null;
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).trim();
  }
}
