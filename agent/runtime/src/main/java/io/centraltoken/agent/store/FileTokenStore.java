package io.centraltoken.agent.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenStore;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The downloaded JSON file as the home of all its successors: same member names, members that it
 * does not know stay as they are, its own notes in {@code central_agent}. Called by the token
 * thread only, never in premain (NIO).
 */
public final class FileTokenStore implements TokenStore {
  private static final String AGENT = "central_agent";

  private final File file;
  private final JsonFactory json = new JsonFactory();

  public FileTokenStore(File file) {
    this.file = file;
  }

  @Override
  public TokenPair load() throws IOException {
    TokenDocument document = new TokenDocument();
    try (JsonParser parser = json.createParser(read())) {
      document.read(parser);
    } catch (JsonProcessingException malformed) {
      throw new IOException(file + " holds no JSON object");
    }
    try {
      return document.pair();
    } catch (IllegalArgumentException incomplete) {
      throw new IOException(
          file + " holds no token as Download Token gives it: " + incomplete.getMessage());
    }
  }

  @Override
  public void save(TokenPair pair) throws IOException {
    ByteArrayOutputStream successor = new ByteArrayOutputStream();
    try (JsonParser old = json.createParser(read());
        JsonGenerator out = json.createGenerator(successor, JsonEncoding.UTF8)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      old.nextToken();
      out.writeStartObject();
      while (old.nextToken() == JsonToken.FIELD_NAME) {
        copy(old, out, pair);
      }
      out.writeObjectFieldStart(AGENT);
      out.writeNumberField("generation", pair.generation());
      out.writeStringField("obtained_at", pair.obtainedAt().toString());
      out.writeEndObject();
      out.writeEndObject();
    }
    successor.write('\n');
    AtomicFile.replace(file.toPath().toRealPath(), successor.toByteArray());
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private byte[] read() throws IOException {
    Path path = file.toPath();
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " does not exist");
    } catch (IOException unreadable) {
      throw new IOException(file + " cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }

  private static void copy(JsonParser old, JsonGenerator out, TokenPair pair) throws IOException {
    String name = old.currentName();
    old.nextToken();
    switch (name) {
      case "access_token":
        out.writeStringField(name, pair.accessToken());
        break;
      case "refresh_token":
        out.writeStringField(name, pair.refreshToken());
        break;
      case "expires_in":
        out.writeNumberField(name, pair.lifetime().getSeconds());
        break;
      case "created_at":
        out.writeNumberField(name, pair.obtainedAt().toEpochMilli());
        break;
      case AGENT:
        old.skipChildren();
        break;
      default:
        out.writeFieldName(name);
        out.copyCurrentStructureExact(old);
    }
  }
}
