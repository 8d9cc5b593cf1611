package io.centraltoken.demo.legacy;

import java.io.IOException;

/** One way to make a call. */
interface Calls {
  /**
   * @param authorization the program's own header, or null
   * @return the status of the response, whose body was read
   */
  int get(String url, String authorization) throws IOException, InterruptedException;

  /** The same with a JSON body. */
  int post(String url, String authorization, String json) throws IOException, InterruptedException;

  String name();
}
