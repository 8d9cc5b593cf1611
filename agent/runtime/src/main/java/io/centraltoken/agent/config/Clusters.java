package io.centraltoken.agent.config;

/**
 * API gateways of the public clusters (HPE, "API Gateway: Base URLs"). Their names follow no rule,
 * so none is ever guessed.
 */
final class Clusters {
  private static final String DOMAIN = ".central.arubanetworks.com";

  private static final String[][] GATEWAYS = {
    {"us-1", "app1-apigw" + DOMAIN},
    {"us-2", "apigw-prod2" + DOMAIN},
    {"us-east1", "apigw-us-east-1" + DOMAIN},
    {"us-west4", "apigw-uswest4" + DOMAIN},
    {"us-west5", "apigw-uswest5" + DOMAIN},
    {"canada-1", "apigw-ca" + DOMAIN},
    {"eu-1", "eu-apigw" + DOMAIN},
    {"eu-central2", "apigw-eucentral2" + DOMAIN},
    {"eu-central3", "apigw-eucentral3" + DOMAIN},
    {"apac-1", "api-ap" + DOMAIN},
    {"apac-east1", "apigw-apaceast" + DOMAIN},
    {"apac-south1", "apigw-apacsouth" + DOMAIN},
    {"uae-north1", "apigw-uaenorth1" + DOMAIN},
    {"china-1", "apigw.central.arubanetworks.com.cn"},
  };

  private Clusters() {}

  /** The base URL, or null for a name that no public cluster has. */
  static String baseUrl(String cluster) {
    for (String[] gateway : GATEWAYS) {
      if (gateway[0].equalsIgnoreCase(cluster)) {
        return "https://" + gateway[1];
      }
    }
    return null;
  }

  static String names() {
    StringBuilder names = new StringBuilder();
    for (String[] gateway : GATEWAYS) {
      names.append(names.length() == 0 ? "" : ", ").append(gateway[0]);
    }
    return names.toString();
  }
}
