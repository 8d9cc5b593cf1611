package io.centraltoken.probe;

/** One way to make a request with one of the two clients. */
interface Shape {
  /** Without blanks. */
  String name();

  /**
   * @return the status of the response, whose body was read
   */
  int call(String url) throws Exception;
}
