package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.message.Faults;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.StoreReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Collects in one file what somebody needs who is to help, and no secret. */
final class BundleCommand implements Command {
  private static final String NAME = "central-token-agent-support.zip";

  @Override
  public String name() {
    return "bundle";
  }

  @Override
  public String summary() {
    return "Collect versions, settings, findings, state and the last lines of the log in one ZIP"
        + " file for a support case, without secrets.";
  }

  @Override
  public List<Option> options() {
    return Arrays.asList(
        Option.valued("to", "FILE", "where to write it (default " + NAME + ")"),
        Option.valued("pid", "PID", "add what the JVM with this process ID says"));
  }

  @Override
  public int execute(Invocation invocation) throws SettingException, IOException {
    Redaction redaction = new Redaction();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("version.txt", captured(out -> VersionCommand.print(invocation.version, out)));
    texts.put(
        "check.txt", captured(out -> CheckCommand.check(invocation.sources(), new Findings(out))));
    try {
      addOfSettings(invocation.settings(), texts, redaction);
    } catch (SettingException wrong) {
      texts.put("status.txt", wrong.getMessage() + "\n");
    }
    String pid = invocation.arguments.value("pid");
    if (pid != null) {
      texts.put("jvm.txt", captured(out -> printLive(pid, out)));
    }
    String to = invocation.arguments.value("to");
    Path file = Paths.get(to == null ? NAME : to);
    write(file, zipped(texts, redaction));
    invocation.out.println(
        "Wrote " + file.toAbsolutePath() + ": " + String.join(", ", texts.keySet()));
    invocation.out.println(
        "Secrets are left out; host names, paths and settings are in it. Look through it before you"
            + " send it.");
    return FINE;
  }

  private static void write(Path file, byte[] content) throws IOException {
    try {
      OwnerOnlyFile.write(file, content);
    } catch (IOException unwritable) {
      throw new IOException(
          "cannot write "
              + file.toAbsolutePath()
              + " ("
              + Faults.describe(unwritable)
              + "); name another file by --to");
    }
  }

  private static void addOfSettings(
      Settings settings, Map<String, String> texts, Redaction redaction) throws IOException {
    redaction.add(secret(settings.clientSecret()));
    redaction.add(secret(settings.grant().password()));
    redaction.add(secret(settings.calls().proxyPassword()));
    texts.put("status.txt", captured(out -> printStatus(settings, out, redaction)));
    if (settings.logFile() != null) {
      texts.put("log.txt", captured(out -> out.print(LogTail.of(settings.logFile()))));
    }
  }

  /** Null: there is none. */
  private static String secret(Supplier<String> source) {
    return source == null ? null : source.get();
  }

  private static void printStatus(Settings settings, PrintStream out, Redaction redaction)
      throws SettingException, IOException {
    Stored store = Stored.of(settings);
    StoreReport report = store.report();
    TokenPair pair = report.pair();
    if (pair != null) {
      redaction.add(pair.accessToken());
      redaction.add(pair.refreshToken());
    }
    out.print(new TextStatus(false).render(report, store.toString()));
  }

  private static void printLive(String pid, PrintStream out) throws IOException {
    try (LiveJvm jvm = LiveJvm.attach(pid)) {
      out.print(new LiveStatus(jvm.attributes()).asText(pid));
    }
  }

  /** What it writes, or the one line that says why it could not. */
  private static String captured(Writer writer) throws IOException {
    PrintedText text = new PrintedText();
    try {
      writer.write(text.out);
    } catch (SettingException | IOException failure) {
      text.out.println(failure.getMessage());
    } catch (RuntimeException fault) {
      text.out.println(Faults.unforeseen(fault)); // the other texts are needed all the more
    }
    return text.text();
  }

  /** Something that writes lines. */
  private interface Writer {
    void write(PrintStream out) throws SettingException, IOException;
  }

  private static byte[] zipped(Map<String, String> texts, Redaction redaction) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        zip.putNextEntry(new ZipEntry(text.getKey()));
        zip.write(redaction.of(text.getValue()).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
