package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.Version;
import io.centraltoken.agent.observe.Log;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.JarFile;

/**
 * Finds a second version of the agent in this JVM. Boot-Class-Path names the jar by its original
 * name, so a forgotten one of that name beside a renamed jar is silently taken in its place (seen
 * on 8 and 17). Looks into every jar of the class path: too expensive for premain.
 */
final class OtherVersion {
  private OtherVersion() {}

  static void report(Log log) {
    try {
      Enumeration<URL> versions = ClassLoader.getSystemResources(Version.RESOURCE);
      if (!versions.hasMoreElements()) {
        return;
      }
      URL running = versions.nextElement();
      String runningVersion = versionIn(running);
      while (versions.hasMoreElements()) {
        URL other = versions.nextElement();
        String version = versionIn(other);
        if (!version.equals(runningVersion)) {
          log.warn(
              "this is version "
                  + runningVersion
                  + " in "
                  + jar(running)
                  + ", and not "
                  + version
                  + " in "
                  + jar(other)
                  + ": a jar of the original name comes first; remove the one that should not run");
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      log.warn("cannot tell whether two versions of the agent are here: " + unreadable);
    }
  }

  /** Not by its connection, which is lost in a folder whose name ends in an exclamation mark. */
  private static String versionIn(URL resource) throws IOException {
    try (JarFile jar = new JarFile(jar(resource), false);
        InputStream in = jar.getInputStream(jar.getEntry(Version.RESOURCE))) {
      return Version.read(in);
    }
  }

  private static File jar(URL resource) {
    String url = resource.toString();
    return new File(URI.create(url.substring("jar:".length(), url.lastIndexOf("!/"))));
  }
}
