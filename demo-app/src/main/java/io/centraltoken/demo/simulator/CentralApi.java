package io.centraltoken.demo.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** Three calls that legacy programs poll, with replies of the documented shape. */
final class CentralApi {
  private CentralApi() {}

  static ResponseDefinitionBuilder reply(String method, String path) {
    if (method.equals("POST")) {
      return path.equals("/central/v2/sites")
          ? KongReplies.json(200, "{\"site_id\":3}")
          : KongReplies.notFound();
    }
    return switch (path) {
      case "/configuration/v2/groups" ->
          KongReplies.json(200, "{\"data\":[[\"default\"],[\"Branch-1\"]],\"total\":2}");
      case "/central/v2/sites" ->
          KongReplies.json(
              200,
              """
          {"count":2,"total":2,"sites":[\
          {"site_id":1,"site_name":"Paris","address":"1 Rue A","city":"Paris","country":"France"},\
          {"site_id":2,"site_name":"Lyon","address":"2 Rue B","city":"Lyon","country":"France"}]}""");
      case "/monitoring/v2/aps" ->
          KongReplies.json(
              200,
              """
          {"aps":[{"name":"ap-1","serial":"CNABCDE123","macaddr":"00:00:5e:00:53:01","model":"505","status":"Up","ip_address":"192.0.2.10",\
          "firmware_version":"8.7.0.0_75915","group_name":"Branch-1","site":"Paris","client_count":0}],"count":1,"total":1}""");
      default -> KongReplies.notFound();
    };
  }
}
