package io.centraltoken.agent.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way of authentication that a proxy offers (RFC 9110, section 11.3). A field may hold several,
 * and a proxy may send several fields.
 */
final class Challenge {
  final String scheme;
  private final Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Challenge(String scheme) {
    this.scheme = scheme;
  }

  /** In the order of the fields. What is no challenge is left out. */
  static List<Challenge> parse(List<String> fields) {
    List<Challenge> challenges = new ArrayList<>();
    for (String field : fields) {
      parse(field, challenges);
    }
    return challenges;
  }

  /** A word that no equals sign follows begins the next challenge. */
  private static void parse(String field, List<Challenge> challenges) {
    Scanner scanner = new Scanner(field);
    Challenge current = null;
    while (scanner.skipTo()) {
      String word = scanner.word();
      if (word.isEmpty()) {
        scanner.skipOne();
      } else if (current != null && scanner.skipEquals()) {
        current.parameters.put(word, scanner.value());
      } else {
        current = new Challenge(word);
        challenges.add(current);
      }
    }
  }

  boolean is(String name) {
    return scheme.equalsIgnoreCase(name);
  }

  /** Empty where it is missing. */
  String parameter(String name) {
    String value = parameters.get(name);
    return value == null ? "" : value;
  }

  boolean isTrue(String name) {
    return parameter(name).toLowerCase(Locale.ROOT).equals("true");
  }

  /** What the fields are made of: words, equals signs, quoted texts, and commas between them. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    /** Whether anything is left behind commas and spaces. */
    boolean skipTo() {
      while (at < text.length() && (isSpace() || text.charAt(at) == ',')) {
        at++;
      }
      return at < text.length();
    }

    void skipOne() {
      at++;
    }

    String word() {
      int start = at;
      while (at < text.length() && !isSpace() && ",=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    boolean skipEquals() {
      int start = at;
      skipSpace();
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        skipSpace();
        return true;
      }
      at = start;
      return false;
    }

    String value() {
      return at < text.length() && text.charAt(at) == '"' ? quoted() : word();
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    private void skipSpace() {
      while (at < text.length() && isSpace()) {
        at++;
      }
    }

    private boolean isSpace() {
      return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }
  }
}
