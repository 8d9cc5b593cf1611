package io.centraltoken.demo.legacy;

import java.io.IOException;

/** One way to make a call. */
interface Calls {
  /** @return the status of the response, whose body was read */
  int get(String url) throws IOException, InterruptedException;

  String name();
}
