package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.Code.HTTP_CLIENT_BRIDGE;

/**
 * At the end of a constructor of the JDK's HttpRequestImpl. The JDK asks the publisher for the body
 * each time it sends it, and some have it only once.
 */
class RecordBody extends Hook {
  static final String REQUEST = "jdk/internal/net/http/HttpRequestImpl";
  private static final String PUBLISHER = "Ljava/net/http/HttpRequest$BodyPublisher;";

  private RecordBody(String descriptor) {
    super(REQUEST, "<init>", descriptor, Hook.AT_RETURN);
  }

  /** That a program makes. */
  static Hook ofRequest() {
    return new RecordBody("(Ljava/net/http/HttpRequest;Ljava/net/ProxySelector;)V");
  }

  /** Of a hop that another server may have led to the gateway. */
  static Hook ofRedirectedRequest() {
    return new Redirected("(Ljava/net/URI;Ljava/lang/String;L" + REQUEST + ";");
  }

  //   this.requestPublisher = (BodyPublisher) HttpClientBridge.publisher(this.requestPublisher,
  // this);
  @Override
  final void insert(Code code) {
    code.loadThis().loadField("requestPublisher", PUBLISHER).loadThis();
    code.invokeStatic(
        HTTP_CLIENT_BRIDGE,
        "publisher",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
    code.checkCast(PUBLISHER.substring(1, PUBLISHER.length() - 1));
    code.putField("requestPublisher", PUBLISHER);
  }

  /** What follows the earlier request, from which the publisher is taken, differs between JDKs. */
  private static final class Redirected extends RecordBody {
    Redirected(String descriptor) {
      super(descriptor);
    }

    @Override
    boolean isFor(String method, String methodDescriptor) {
      return name.equals(method) && methodDescriptor.startsWith(descriptor);
    }

    @Override
    boolean isOptional() {
      return true;
    }
  }
}
