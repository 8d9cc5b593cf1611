package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** The one certificate of a gateway on localhost; the password is {@code password}. */
public final class GatewayKeyStore {
  static final String PASSWORD = "password";

  private GatewayKeyStore() {}

  /** What a server in this JVM needs of it. */
  public static KeyManagerFactory keyManagers(Path keyStore)
      throws IOException, GeneralSecurityException {
    KeyStore keys = load(keyStore);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    return managers;
  }

  public static Path in(Path directory) throws IOException, InterruptedException {
    Path keyStore = directory.resolve("gateway.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "RSA",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return keyStore;
  }

  /** Its certificate, as {@code openssl s_client} shows it, with lines about it before. */
  static Path certificate(Path keyStore) throws IOException, GeneralSecurityException {
    String encoded =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(load(keyStore).getCertificate("gateway").getEncoded());
    return Files.writeString(
        keyStore.resolveSibling("ca.pem"),
        " 0 s:CN = localhost\n   i:CN = localhost - ours\n-----BEGIN CERTIFICATE-----\n"
            + encoded
            + "\n-----END CERTIFICATE-----\n");
  }

  private static KeyStore load(Path keyStore) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }
}
