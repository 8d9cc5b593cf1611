package io.centraltoken.agent.message;

/** What a person does where no amount of waiting helps: the ends of messages. */
public final class Remedies {
  /** A new pair, where the agent cannot make one. */
  public static final String DOWNLOAD =
      "download a new token from the API Gateway page of Central and put it into central.token.file; no restart is needed";

  /** Of a SecurityManager that the program has set itself: it need not know a policy. */
  public static final String GRANT =
      "let the SecurityManager of this JVM grant all permissions to the agent's jar";

  private Remedies() {}
}
