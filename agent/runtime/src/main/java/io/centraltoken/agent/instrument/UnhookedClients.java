package io.centraltoken.agent.instrument;

/**
 * HTTP clients with sockets of their own, which this version does not hook, by a class that each
 * loads only when it makes a request.
 */
final class UnhookedClients {
  /** Internal names of classes, each before what people call the client. */
  private static final String[] NAMES = {
    "org/apache/http/protocol/HttpRequestExecutor", "Apache HttpClient 4",
    "org/apache/http/nio/protocol/HttpAsyncRequestExecutor", "Apache HttpAsyncClient 4",
    "org/apache/hc/core5/http/impl/io/HttpRequestExecutor", "Apache HttpClient 5",
    "org/apache/hc/core5/http/impl/nio/ClientHttp1StreamDuplexer", "Apache HttpAsyncClient 5",
    "org/apache/commons/httpclient/HttpMethodDirector", "Commons HttpClient 3",
    "okhttp3/internal/http/CallServerInterceptor", "OkHttp",
    "com/squareup/okhttp/internal/http/HttpEngine", "OkHttp 2",
    "io/netty/handler/codec/http/HttpClientCodec", "an HTTP client on Netty",
    "org/eclipse/jetty/client/HttpClient", "Jetty HttpClient"
  };

  private UnhookedClients() {}

  /**
   * Asked for every class of the JVM: the lengths of the names differ, so little is compared.
   *
   * @return null: it is a class of none
   */
  static String clientOf(String className) {
    for (int i = 0; i < NAMES.length; i += 2) {
      if (NAMES[i].equals(className)) {
        return NAMES[i + 1];
      }
    }
    return null;
  }
}
