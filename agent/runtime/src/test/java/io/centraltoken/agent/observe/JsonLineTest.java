package io.centraltoken.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLineTest {
  @TempDir Path directory;

  @Test
  void isReadAsItWasMeant() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char letter = 0; letter < 0x180; letter++) {
      all.append(letter);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    LogWriter writer =
        new LogWriter(new PrintStream(written, true, StandardCharsets.UTF_8), null, false, true);
    writer.write(writer.line("WARN", all.toString()));
    String line = written.toString(StandardCharsets.UTF_8);
    assertThat(line.trim().lines()).as("one line, whatever the message holds").hasSize(1);
    Map<String, String> members = members(line);
    assertThat(members)
        .containsOnlyKeys("time", "level", "logger", "message")
        .containsEntry("message", all.toString())
        .containsEntry("level", "WARN")
        .containsEntry("logger", "central-token");
    assertThat(members.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  private static Map<String, String> members(String line) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        members.put(name, parser.nextTextValue());
      }
    }
    return members;
  }

  @Test
  void filesAreRenamedWhenTheyAreLarge() throws IOException {
    Path file = directory.resolve("agent.log");
    LogFile log = LogFile.of(file.toFile(), 10);
    log.append("first line\n");
    log.append("second line\n");
    log.append("third line\n");
    assertThat(file).hasContent("third line\n");
    assertThat(directory.resolve("agent.log.1")).hasContent("second line\n");
    assertThat(directory.toFile().list()).hasSize(2);
  }
}
