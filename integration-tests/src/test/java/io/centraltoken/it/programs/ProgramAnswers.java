package io.centraltoken.it.programs;

import java.io.IOException;
import java.util.Set;

/** What the gateway does with a request that it does not reject. */
final class ProgramAnswers {
  private static final Set<String> BROKEN = Set.of("silent", "closed", "cut");

  private final ProgramGateway gateway;

  ProgramAnswers(ProgramGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * @return whether the connection can be used again
   */
  boolean answer(ProgramPath path, RawRequest request, RawAnswer answer)
      throws IOException, InterruptedException {
    answer.withoutBody(request.isHead());
    if (path.answer().equals("late")) {
      Thread.sleep(40); // as long as a real gateway often takes; nothing waits for it
    }
    if (path.answer().startsWith("30") && !path.answer().equals("304")) {
      redirect(path, answer);
      return true;
    }
    switch (path.answer()) {
      case "chunked" -> answer.chunked("in chunks");
      case "204", "304" -> answer.empty(Integer.parseInt(path.answer()));
      case "rejected" -> answer.reject();
      case "404", "500", "403", "417" -> answer.text(Integer.parseInt(path.answer()), "no");
      case "401" -> answer.deny();
      case "silent" -> request.awaitEnd();
      case "cut" -> answer.cut("this is only a part");
      case "100" -> answer.proceedTo(200, "after 100");
      case "closed" -> {}
      default -> answer.text(200, path.answer());
    }
    return !BROKEN.contains(path.answer());
  }

  private void redirect(ProgramPath path, RawAnswer answer) throws IOException {
    int status = Integer.parseInt(path.answer().substring(0, 3));
    boolean isElsewhere = path.answer().endsWith("-elsewhere");
    String origin = isElsewhere || status == 305 ? gateway.elsewhere() : gateway.url();
    answer.redirect(status, status == 305 ? origin : origin + path.next());
  }
}
