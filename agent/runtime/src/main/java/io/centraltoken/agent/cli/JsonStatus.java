package io.centraltoken.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.StoreReport;
import java.io.IOException;
import java.io.StringWriter;

/** One JSON object on one line, with the names of the MXBean's attributes. */
final class JsonStatus implements StatusFormat {
  @Override
  public String render(StoreReport report, String store) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("state", report.status().name());
      json.writeStringField("store", store);
      TokenPair pair = report.pair();
      if (pair != null) {
        json.writeNumberField("generation", pair.generation());
        json.writeStringField("fingerprint", pair.fingerprint());
        json.writeNumberField("accessTokenSecondsLeft", report.accessTokenLeft().getSeconds());
        json.writeNumberField("refreshTokenSecondsLeft", report.refreshTokenLeft().getSeconds());
      } else {
        json.writeStringField("problem", report.problem().getMessage());
      }
      if (report.lastRefreshTime() != null) {
        json.writeStringField("lastRefreshTime", report.lastRefreshTime().toString());
      }
      if (report.lastRefreshOutcome() != null) {
        json.writeStringField("lastRefreshOutcome", report.lastRefreshOutcome());
      }
      json.writeEndObject();
    }
    return text + "\n";
  }
}
