package io.centraltoken.it.programs;

/** What the path of a request says: of which program it is, and what is to be done with it. */
record ProgramPath(long number, String answer, String rejection, int hop) {
  static ProgramPath of(String path) {
    String[] parts = path.split("/");
    return new ProgramPath(
        Long.parseLong(parts[2]), parts[3], parts[4], Integer.parseInt(parts[5]));
  }

  /** Where a redirect leads. */
  String next() {
    return "/programs/" + number + "/200/" + rejection + "/" + (hop + 1);
  }
}
