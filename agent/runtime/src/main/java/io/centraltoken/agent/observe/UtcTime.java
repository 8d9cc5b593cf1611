package io.centraltoken.agent.observe;

/**
 * ISO-8601 in seconds, as {@code Instant.toString} writes it, without the hundred classes of
 * java.time.format that the first use brings into premain.
 */
final class UtcTime {
  private static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS_OF_400_YEARS = 146_097;

  private UtcTime() {}

  /**
   * @param epochMillis from 1970 on
   */
  static String of(long epochMillis) {
    int seconds = (int) (epochMillis % DAY_MILLIS / 1000);
    StringBuilder text = new StringBuilder(20);
    date(text, (int) (epochMillis / DAY_MILLIS));
    two(text, 'T', seconds / 3600);
    two(text, ':', seconds / 60 % 60);
    return two(text, ':', seconds % 60).append('Z').toString();
  }

  /** Years begin in March here, so that the day a leap year adds is the last of a year. */
  private static void date(StringBuilder text, int epochDay) {
    int sinceMarch0 = epochDay + 719_468;
    int dayOfEra = sinceMarch0 % DAYS_OF_400_YEARS;
    int year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    text.append(sinceMarch0 / DAYS_OF_400_YEARS * 400 + year + (month <= 2 ? 1 : 0));
    two(text, '-', month);
    two(text, '-', dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
  }

  private static StringBuilder two(StringBuilder text, char before, int number) {
    return text.append(before)
        .append((char) ('0' + number / 10))
        .append((char) ('0' + number % 10));
  }
}
