package io.centraltoken.libraries;

import io.centraltoken.probe.LibraryShape;
import java.io.IOException;
import org.jsoup.Connection;
import org.jsoup.Jsoup;

/** From its version 1.19 on with HttpClient where there is one, else with HttpURLConnection. */
public final class JsoupShape extends LibraryShape {
  @Override
  protected int get(String url) throws IOException {
    return connect(url).method(Connection.Method.GET).execute().statusCode();
  }

  @Override
  protected int post(String url, byte[] body) throws IOException {
    Connection connection = connect(url).method(Connection.Method.POST);
    return connection.requestBody(new String(new char[body.length])).execute().statusCode();
  }

  private static Connection connect(String url) {
    return Jsoup.connect(url).ignoreContentType(true).ignoreHttpErrors(true);
  }
}
