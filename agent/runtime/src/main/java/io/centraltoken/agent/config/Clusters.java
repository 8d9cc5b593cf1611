package io.centraltoken.agent.config;

import java.util.Locale;

/**
 * API gateways of the public clusters. Their names follow no rule, so none is ever guessed; case,
 * hyphens and blanks do not count, because people write them as they please.
 */
final class Clusters {
  private static final String DOMAIN = ".central.arubanetworks.com";

  /**
   * Name, gateway, other names (HPE, "API Gateway: Base URLs"; uk-west2 as two programs have it).
   */
  private static final String[][] CLASSIC = {
    {"us-1", "app1-apigw" + DOMAIN},
    {"us-2", "apigw-prod2" + DOMAIN},
    {"us-east1", "apigw-us-east-1" + DOMAIN, "us6"},
    {"us-west4", "apigw-uswest4" + DOMAIN, "us4"},
    {"us-west5", "apigw-uswest5" + DOMAIN, "us5"},
    {"canada-1", "apigw-ca" + DOMAIN},
    {"eu-1", "eu-apigw" + DOMAIN},
    {"eu-central2", "apigw-eucentral2" + DOMAIN, "eu2"},
    {"eu-central3", "apigw-eucentral3" + DOMAIN, "eu3"},
    {"uk-west2", "apigw-ukwest2" + DOMAIN, "uk"},
    {"apac-1", "api-ap" + DOMAIN},
    {"apac-east1", "apigw-apaceast" + DOMAIN},
    {"apac-south1", "apigw-apacsouth" + DOMAIN},
    {"uae-north1", "apigw-uaenorth1" + DOMAIN, "uaenorth"},
    {"china-1", "apigw.central.arubanetworks.com.cn", "cnnorth"},
  };

  /** Of New Central: the name is the first part of the host (HPE GreenLake, "Base URLs"). */
  private static final String[] NEW = {
    "us1", "us2", "us4", "us5", "us6", "ca1", "de1", "de2", "de3", "gb1", "in1", "jp1", "au1",
    "ae1", "cn1"
  };

  private Clusters() {}

  /**
   * The base URL, or null for a name that no public cluster has.
   *
   * @param isNew of New Central
   */
  static String baseUrl(String cluster, boolean isNew) {
    String name = plain(cluster);
    return isNew ? newBaseUrl(name) : classicBaseUrl(name);
  }

  private static String classicBaseUrl(String name) {
    for (String[] row : CLASSIC) {
      boolean isOther = row.length > 2 && row[2].equals(name);
      if (isOther || plain(row[0]).equals(name)) {
        return "https://" + row[1];
      }
    }
    return null;
  }

  private static String newBaseUrl(String name) {
    for (String known : NEW) {
      if (known.equals(name)) {
        return "https://" + known + ".api" + DOMAIN + (known.equals("cn1") ? ".cn" : "");
      }
    }
    return null;
  }

  private static String plain(String name) {
    return name.replace("-", "").replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  static String names(boolean isNew) {
    if (isNew) {
      return String.join(", ", NEW);
    }
    StringBuilder names = new StringBuilder();
    for (String[] row : CLASSIC) {
      names.append(names.length() == 0 ? "" : ", ").append(row[0]);
    }
    return names.toString();
  }
}
