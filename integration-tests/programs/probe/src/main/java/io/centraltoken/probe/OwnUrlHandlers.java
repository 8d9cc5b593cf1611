package io.centraltoken.probe;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.List;
import java.util.Map;

/**
 * A program with URL handlers and a cookie store of its own, as application servers have them: both
 * print the URLs that they are shown. {@code OwnUrlHandlers URL SECONDS}.
 */
public final class OwnUrlHandlers {
  private OwnUrlHandlers() {}

  public static void main(String[] arguments) throws Exception {
    URLStreamHandler jdk = handler(new URL(arguments[0]));
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("http") ? new Printing(jdk) : null);
    CookieHandler.setDefault(
        new CookieManager() {
          @Override
          public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers)
              throws IOException {
            System.out.println("COOKIES " + uri);
            return super.get(uri, headers);
          }
        });
    Hostile.main(new String[] {arguments[0], arguments[1], "none"});
  }

  private static URLStreamHandler handler(URL url) throws Exception {
    java.lang.reflect.Field handler = URL.class.getDeclaredField("handler");
    handler.setAccessible(true);
    return (URLStreamHandler) handler.get(url);
  }

  private static final class Printing extends URLStreamHandler {
    private final URLStreamHandler jdk;

    Printing(URLStreamHandler jdk) {
      this.jdk = jdk;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      System.out.println("HANDLER " + url);
      return new URL(null, url.toString(), jdk).openConnection();
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      System.out.println("HANDLER " + url);
      return new URL(null, url.toString(), jdk).openConnection(proxy);
    }
  }
}
