package io.centraltoken.agent.config;

import java.io.CharConversionException;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/** A file of settings: UTF-8, of the form of java.util.Properties. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * @param named what names the file, for the message
   * @throws SettingException if it cannot be read
   */
  static Properties read(File path, Setting named) throws SettingException {
    Properties read = new Properties();
    try {
      read.load(new StringReader(Utf8File.read(path)));
    } catch (CharConversionException noText) {
      throw named.wrong(path + " " + noText.getMessage(), "save it in UTF-8");
    } catch (IOException | IllegalArgumentException unreadable) {
      throw named.wrong(
          path + " cannot be read as properties",
          "name a file with lines of the form key=value that the user of this JVM can read");
    }
    return read;
  }
}
