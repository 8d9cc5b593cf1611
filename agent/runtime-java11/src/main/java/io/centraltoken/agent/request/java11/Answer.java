package io.centraltoken.agent.request.java11;

import java.lang.invoke.MethodHandle;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** What the JDK's own Response says. */
final class Answer {
  /** Of one that is not looked at, or cannot be. */
  static final Answer NONE = new Answer(0, Map.of());

  /** By HTTP/2 the status is among the fields. */
  private static final String STATUS = ":status";

  private final int status;
  private final Map<String, List<String>> fields;

  private Answer(int status, Map<String, List<String>> fields) {
    this.status = status;
    this.fields = fields;
  }

  /**
   * @param readers of its status and of its fields, with the rights of the JDK
   * @throws Throwable what these throw
   */
  static Answer of(Object response, MethodHandle[] readers) throws Throwable {
    int status = (int) readers[0].invoke(response);
    return new Answer(status, ((HttpHeaders) readers[1].invoke(response)).map());
  }

  boolean isUnauthorized() {
    return status == 401;
  }

  boolean isByHttp2() {
    return fields.containsKey(STATUS);
  }

  Map<String, List<String>> fields() {
    return fields;
  }
}
