package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;

/**
 * Says once, at 7, 3 and 1 days, that a refresh token which cannot be redeemed comes to its end: 14
 * days after its pair was made (HPE, "Access Token Management"). After that only a person helps.
 * Called by the token thread only.
 */
final class DaysLeft {
  private static final int[] THRESHOLDS = {1, 3, 7};

  private TokenPair watched;
  private int said;

  /** The days left if that is worth a line now, else 0. */
  int crossed(TokenPair pair, Instant now) {
    if (pair != watched) {
      watched = pair;
      said = Integer.MAX_VALUE;
    }
    Duration left = Duration.between(now, RefreshPolicy.refreshTokenEnd(pair));
    if (left.isNegative()) {
      return 0; // the gateway's rejection will say what is to be done
    }
    for (int days : THRESHOLDS) {
      if (left.compareTo(Duration.ofDays(days)) <= 0) {
        boolean news = days < said;
        said = Math.min(said, days);
        return news ? days : 0;
      }
    }
    return 0;
  }
}
