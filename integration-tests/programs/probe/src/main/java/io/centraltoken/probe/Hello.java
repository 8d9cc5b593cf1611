package io.centraltoken.probe;

/** A program that makes no request. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
