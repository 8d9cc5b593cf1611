package io.centraltoken.agent.cli;

import io.centraltoken.agent.token.StoreReport;
import io.centraltoken.agent.token.TokenStatus;
import java.io.IOException;

/** One way of showing what a store tells. */
interface StatusFormat {
  /**
   * @param store its place, for people
   * @return whole lines
   */
  String render(StoreReport report, String store) throws IOException;

  /** What the reader of this format expects the command to end with. */
  default int exitCode(TokenStatus status) {
    return status.isFine() ? Command.FINE : Command.TO_DO;
  }
}
