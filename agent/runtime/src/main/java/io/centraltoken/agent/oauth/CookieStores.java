package io.centraltoken.agent.oauth;

import java.lang.reflect.Field;
import java.net.CookieHandler;
import java.net.HttpURLConnection;

/**
 * Keeps the application's CookieHandler out of one connection: it would be shown the URL of a token
 * request, add cookies, and keep those of the gateway. The JDK has no setting for it, so the field
 * is cleared, which Java 8 allows, and newer ones do once the agent has opened the package.
 */
final class CookieStores {
  private CookieStores() {}

  static void keepOut(HttpURLConnection connection) {
    if (CookieHandler.getDefault() == null) {
      return;
    }
    try {
      Object real = connection;
      Field delegate = field(connection.getClass(), "delegate");
      if (delegate != null) {
        real = delegate.get(connection);
      }
      Field cookieHandler = field(real.getClass(), "cookieHandler");
      if (cookieHandler != null) {
        cookieHandler.set(real, null);
      }
    } catch (IllegalAccessException | RuntimeException notThisJdk) {
      // A vendor's own connection: it goes out as it is, because an exchange matters more.
      return;
    }
  }

  private static Field field(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    return null;
  }
}
