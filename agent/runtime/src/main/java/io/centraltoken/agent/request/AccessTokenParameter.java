package io.centraltoken.agent.request;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.function.UnaryOperator;

/**
 * An access token as a parameter of the query (RFC 6750, section 2.3). The gateway (Kong 0.14.1)
 * reads it before the Authorization field.
 */
final class AccessTokenParameter {
  private static final String NAME = "access_token";

  private AccessTokenParameter() {}

  /**
   * @param query encoded; null: none
   */
  static boolean isIn(String query) {
    if (query != null) {
      for (String parameter : query.split("&")) {
        if (isOne(parameter)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * @param target whose query begins after the first question mark and ends at a space or the end,
   *     such as a request line
   * @param change of its value, encoded
   */
  static String changed(String target, UnaryOperator<String> change) {
    int begin = target.indexOf('?') + 1;
    int space = target.indexOf(' ', begin);
    int end = space < 0 ? target.length() : space;
    if (begin == 0 || !isIn(target.substring(begin, end))) {
      return target;
    }
    String[] parameters = target.substring(begin, end).split("&", -1);
    for (int i = 0; i < parameters.length; i++) {
      if (isOne(parameters[i])) {
        int value = parameters[i].indexOf('=') + 1;
        parameters[i] =
            parameters[i].substring(0, value) + change.apply(parameters[i].substring(value));
      }
    }
    return target.substring(0, begin) + String.join("&", parameters) + target.substring(end);
  }

  private static boolean isOne(String parameter) {
    int equals = parameter.indexOf('=');
    return equals >= 0 && isName(parameter.substring(0, equals));
  }

  private static boolean isName(String encoded) {
    return NAME.equals(encoded) || (encoded.indexOf('%') >= 0 && NAME.equals(decoded(encoded)));
  }

  /** As it is where it is not encoded well: then no server finds anything else in it. */
  static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded, "UTF-8");
    } catch (UnsupportedEncodingException | IllegalArgumentException malformed) {
      return encoded;
    }
  }
}
