package io.centraltoken.probe.programs;

/**
 * What the gateway is to do with a request: it stands in the path, so that the gateway knows it. In
 * which way a first token is rejected is only for a run with the agent.
 */
final class Behaviour {
  private final String answer;
  private final String rejection;

  private Behaviour(String answer, String rejection) {
    this.answer = answer;
    this.rejection = rejection;
  }

  static Behaviour of(Choice choice) {
    String answer =
        choice.of(
            "200",
            "200",
            "200",
            "200",
            "chunked",
            "204",
            "304",
            "404",
            "500",
            "401",
            "403",
            "rejected",
            "301",
            "302",
            "303",
            "307",
            "308",
            "305",
            "302-elsewhere",
            "307-elsewhere",
            "308-elsewhere",
            "302-gateway",
            "307-gateway",
            "308-gateway",
            "late",
            "silent",
            "closed",
            "cut",
            "100",
            "417",
            "early");
    String rejection = choice.of("never", "head", "body", "body", "body");
    boolean isRejectedAgain = answer.equals("rejected");
    return new Behaviour(answer, isRejectedAgain ? "body" : rejection);
  }

  /** The same, but that nothing is answered before the body was asked for. */
  Behaviour withWholeRequests() {
    return new Behaviour(
        answer.equals("417") ? "403" : answer, rejection.equals("head") ? "body" : rejection);
  }

  /** Whether the request is sent to another server, which leads it to the gateway. */
  boolean beginsElsewhere() {
    return answer.endsWith("-gateway");
  }

  /** The same, but that no 100 comes beside the one that was asked for, for which the JDK waits. */
  Behaviour withoutSecondContinue() {
    return new Behaviour(answer.equals("100") ? "200" : answer, rejection);
  }

  /** Whether no answer comes. */
  boolean isSilent() {
    return answer.equals("silent");
  }

  /**
   * @param mayBeRejected whether such a request can be sent again
   */
  String path(boolean mayBeRejected) {
    if (mayBeRejected) {
      return "/" + answer + "/" + rejection + "/0";
    }
    return "/" + (answer.equals("rejected") ? "403" : answer) + "/never/0";
  }

  @Override
  public String toString() {
    return answer + " " + rejection;
  }
}
