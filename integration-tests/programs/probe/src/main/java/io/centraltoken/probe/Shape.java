package io.centraltoken.probe;

/**
 * One way to make a request, with one of the two clients of the JDK or, as a service, with a
 * library.
 */
public interface Shape {
  /** Without blanks. */
  String name();

  /**
   * @return the status of the response, whose body was read
   */
  int call(String url) throws Exception;
}
