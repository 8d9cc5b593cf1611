package io.centraltoken.agent.token;

/** In which state the token is: the one word for it in the log and in monitoring. */
public enum TokenStatus {
  /** No pair has been read yet. */
  STARTING,
  /** Requests get a token, and nothing is wrong. */
  VALID,
  /** A refresh runs, and none has failed before it. */
  REFRESHING,
  /** Refreshing fails or must wait for the store; the token is still usable. */
  RETRYING,
  /** There is no usable token; the agent goes on trying. */
  EXPIRED,
  /** A person is needed: a refresh token, a client or a login was rejected. */
  REJECTED,
  /** A new pair is in use that could not be stored; it would be lost with this JVM. */
  UNPERSISTED,
  /** The agent is switched off, or there is another one in this JVM. */
  DISABLED;

  /** Whether requests get a token, and nothing is wrong. */
  public boolean isFine() {
    return this == VALID || this == REFRESHING;
  }

  /**
   * @param hasPair whether any pair is known
   * @param usable whether a request gets a token now
   * @param running whether an exchange runs
   */
  static TokenStatus of(boolean hasPair, boolean usable, boolean running, Trouble trouble) {
    switch (trouble) {
      case PERSON_NEEDED:
        return REJECTED;
      case UNPERSISTED:
        return usable ? UNPERSISTED : EXPIRED;
      case FAILING:
        return usable ? RETRYING : EXPIRED;
      default:
        if (usable) {
          return running ? REFRESHING : VALID;
        } else if (!hasPair) {
          return STARTING;
        }
        return running ? REFRESHING : EXPIRED;
    }
  }

  /** What the token thread knows to be wrong, the worst of it. */
  enum Trouble {
    NONE,
    /** The last attempt failed, or nothing can be attempted because of the store. */
    FAILING,
    UNPERSISTED,
    PERSON_NEEDED
  }
}
