package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.GrantSettings;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.store.FileTokenStore;
import io.centraltoken.agent.store.TransientTokenStore;
import io.centraltoken.agent.token.TokenStore;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Makes the store that the settings ask for; nothing is read yet. */
public final class StoreAssembly {
  private StoreAssembly() {}

  /**
   * @throws SettingException if a path cannot be used in this JVM
   */
  public static TokenStore store(GrantSettings grant) throws SettingException {
    return grant.isClientCredentials()
        ? new TransientTokenStore()
        : new FileTokenStore(
            path("central.token.file", grant.tokenFile()),
            path("central.token.seed", grant.tokenSeed()),
            grant.isTokenFileShared());
  }

  private static Path path(String key, File file) throws SettingException {
    try {
      return file == null ? null : file.toPath();
    } catch (InvalidPathException notInThisLocale) {
      throw new SettingException(
          key,
          null,
          "this JVM cannot express "
              + file
              + " as the name of a file, because its locale has the"
              + " encoding "
              + System.getProperty("sun.jnu.encoding"),
          "start it with LC_ALL=C.UTF-8, or use a path of ASCII letters");
    }
  }
}
