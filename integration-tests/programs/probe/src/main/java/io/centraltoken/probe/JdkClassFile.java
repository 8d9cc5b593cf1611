package io.centraltoken.probe;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Writes the file of a class of this JVM to a folder: {@code JdkClassFile NAME FOLDER}. */
public final class JdkClassFile {
  private JdkClassFile() {}

  public static void main(String[] arguments) throws Exception {
    String resource = arguments[0].replace('.', '/') + ".class";
    Path file = Paths.get(arguments[1]).resolve(resource);
    Files.createDirectories(file.getParent());
    try (InputStream in = Object.class.getResourceAsStream("/" + resource)) {
      Files.copy(in, file);
    }
  }
}
