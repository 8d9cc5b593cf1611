package io.centraltoken.agent.config;

import java.io.CharConversionException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;

/** How the agent's own calls are made. */
public final class CallSettings {
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final HostAndPort proxy;
  private final String proxyUsername;
  private final SecretSource proxyPassword;
  private final File caFile;

  CallSettings(SettingSources sources, SettingReader read) throws SettingException {
    this.connectTimeout = read.timeout(SettingKeys.CONNECT_TIMEOUT, Duration.ofSeconds(10));
    this.readTimeout = read.timeout(SettingKeys.READ_TIMEOUT, Duration.ofSeconds(90));
    Setting proxy = sources.find(SettingKeys.PROXY);
    this.proxy = proxy == null ? null : HostAndPort.of(proxy);
    boolean password =
        sources.find(SettingKeys.PROXY_PASSWORD) != null
            || sources.find(SettingKeys.PROXY_PASSWORD_FILE) != null;
    Setting username =
        password
            ? read.required(
                SettingKeys.PROXY_USERNAME, "set it, or remove " + SettingKeys.PROXY_PASSWORD)
            : sources.find(SettingKeys.PROXY_USERNAME);
    if (username != null && username.value.indexOf(':') >= 0) {
      throw username.wrong(
          "it has a colon, which Basic authentication does not allow", "write the name alone");
    }
    this.proxyUsername = username == null ? null : username.value;
    this.proxyPassword =
        username == null
            ? null
            : read.secret(SettingKeys.PROXY_PASSWORD, SettingKeys.PROXY_PASSWORD_FILE);
    this.caFile = caFile(sources);
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public Duration readTimeout() {
    return readTimeout;
  }

  /** How long one call takes at most. */
  public Duration longestCall() {
    return connectTimeout.plus(readTimeout);
  }

  /** Null: what the JVM's settings say. */
  public HostAndPort proxy() {
    return proxy;
  }

  /** Null: without a password. */
  public String proxyUsername() {
    return proxyUsername;
  }

  /** Null without a user name. */
  public SecretSource proxyPassword() {
    return proxyPassword;
  }

  /** Certificates in PEM besides those that the JVM trusts; null: none. */
  public File caFile() {
    return caFile;
  }

  @Override
  public String toString() {
    return "CallSettings[" + proxy + ", " + caFile + "]";
  }

  /** Looks for what people mistake for PEM; the certificates are read when they are needed. */
  private static File caFile(SettingSources sources) throws SettingException {
    Setting setting = sources.find(SettingKeys.CA_FILE);
    if (setting == null) {
      return null;
    }
    File file = setting.file();
    String remedy =
        "it must hold the certificate of the authority in PEM, between BEGIN CERTIFICATE and END CERTIFICATE";
    try {
      if (!Utf8File.read(file).contains("-----BEGIN CERTIFICATE-----")) {
        throw setting.wrong(file + " holds no certificate in PEM", remedy);
      }
      return file;
    } catch (CharConversionException binary) {
      throw setting.wrong(
          file + " " + binary.getMessage(),
          "it must be PEM: convert DER by openssl x509 -inform der, a key store by keytool -exportcert -rfc");
    } catch (IOException unreadable) {
      throw setting.wrong(file + " cannot be read", remedy);
    }
  }
}
