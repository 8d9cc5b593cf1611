package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Another agent than ours, of one class, for Java 8 and later. */
public final class CompiledAgent {
  private CompiledAgent() {}

  /** One that does nothing: no agent can cost less. */
  public static Path empty(Path directory) throws IOException {
    String source = "public class Empty { public static void premain(String arguments) {} }";
    return jar(directory, "Empty", source);
  }

  /**
   * @param source of a public class of this name with a premain
   * @return its jar, in the directory
   */
  static Path jar(Path directory, String className, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    URI uri = URI.create("string:///" + className + ".java");
    SimpleJavaFileObject file =
        new SimpleJavaFileObject(uri, SimpleJavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options = List.of("--release", "8", "-d", directory.toString(), "-Xlint:-options");
    assertThat(compiler.getTask(null, null, null, options, null, List.of(file)).call()).isTrue();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", className);
    Path jar = directory.resolve(className + ".jar");
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      out.putNextEntry(new JarEntry(className + ".class"));
      out.write(Files.readAllBytes(directory.resolve(className + ".class")));
    }
    return jar;
  }
}
