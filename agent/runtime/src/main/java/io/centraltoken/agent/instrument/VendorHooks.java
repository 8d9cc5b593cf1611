package io.centraltoken.agent.instrument;

import static io.centraltoken.agent.instrument.Code.URL_CONNECTION_BRIDGE;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a vendor's HttpURLConnection, which has a protocol of its own behind the public
 * methods and asks none of the JDK's. Which of them it overrides is the vendor's business, so each
 * row is optional; WebLogic's overrides all three without delegating.
 */
final class VendorHooks {
  static final String WEBLOGIC = "weblogic/net/http/HttpURLConnection";

  private VendorHooks() {}

  static List<Hook> all(long key, String owner) {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(begin(key, owner, "connect", "()V"));
    hooks.add(begin(key, owner, "getOutputStream", "()Ljava/io/OutputStream;"));
    hooks.add(begin(key, owner, "getInputStream", "()Ljava/io/InputStream;"));
    return hooks;
  }

  // Whichever the program calls first begins the request.
  //
  //   UrlConnectionBridge.begin(key, this);
  private static Hook begin(final long key, String owner, String name, String descriptor) {
    return new Hook(owner, name, descriptor, Hook.AT_ENTRY) {
      @Override
      void insert(Code code) {
        code.push(key)
            .loadThis()
            .invokeStatic(URL_CONNECTION_BRIDGE, "begin", "(JLjava/lang/Object;)V");
      }

      @Override
      boolean isOptional() {
        return true;
      }
    };
  }
}
