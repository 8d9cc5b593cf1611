package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.runtime.StoreAssembly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Writes all files that the agent needs, checks them, and says which line starts it. */
final class InitCommand implements Command {
  private static final String BASE_URL = "central.base.url";
  private static final String CLUSTER = "central.cluster";
  private static final String CLIENT_ID = "central.client.id";
  private static final String CLIENT_SECRET = "central.client.secret";
  private static final String TOKEN_FILE = "central.token.file";
  private static final String USERNAME = "central.username";
  private static final String CUSTOMER_ID = "central.customer.id";
  private static final String PASSWORD = "central.password";

  @Override
  public String name() {
    return "init";
  }

  @Override
  public String summary() {
    return "Set up the agent: asks for what is not given as an option, writes"
        + " central-token-agent.properties, client-secret and token.json beside the jar, checks"
        + " them, and prints the line to add to a start-up script.";
  }

  @Override
  public List<Option> options() {
    return Arrays.asList(
        Option.valued("download", "FILE", "the JSON that Download Token gave; it is copied"),
        Option.valued("folder", "FOLDER", "where to write the files (default: beside the jar)"),
        Option.valued("server", "NAME|FOLDER", "an application server, or where it is installed"),
        Option.flag("force", "replace files that are already there"));
  }

  @Override
  public int execute(Invocation invocation) throws UsageException, SettingException, IOException {
    Arguments arguments = invocation.arguments;
    Path folder = folder(invocation);
    List<String> servers = StartLines.servers(arguments.value("server"), folder);
    Map<String, String> settings = new HashMap<>(arguments.settings());
    Prompts prompts = new Prompts();
    ask(settings, prompts);
    Path download = askForToken(settings, arguments.value("download"), prompts);

    String token = settings.get(TOKEN_FILE);
    SetupFiles files =
        new SetupFiles(
            folder,
            token == null ? null : new File(token).toPath().toAbsolutePath(),
            arguments.has("force"));
    settings.put(TOKEN_FILE, (download == null ? files.token() : download).toString());
    Settings checked = new Settings(sources(settings));
    if (download != null) {
      StoreAssembly.store(checked.grant()).load().pair(); // or it says what is wrong with it
    }
    for (Path written : files.write(settings, download)) {
      invocation.out.println("wrote " + written);
    }
    invocation.out.println();
    int code = check(invocation, files.properties());
    invocation.out.println();
    StartLines.print(invocation.out, invocation.jar, files.properties(), servers);
    sayWhoseFiles(invocation, folder);
    return code;
  }

  private static Path folder(Invocation invocation) {
    String named = invocation.arguments.value("folder");
    return (named == null ? invocation.jar.getAbsoluteFile().getParentFile() : new File(named))
        .toPath()
        .toAbsolutePath()
        .normalize();
  }

  private static void ask(Map<String, String> settings, Prompts prompts) throws IOException {
    if (!settings.containsKey(BASE_URL) && !settings.containsKey(CLUSTER)) {
      String answer =
          prompts.ask(
              "Cluster (us-1, eu-1, ...) or URL of the API gateway", "--cluster or --base-url");
      settings.put(answer.contains("://") ? BASE_URL : CLUSTER, answer);
    }
    if (!settings.containsKey(CLIENT_ID)) {
      settings.put(CLIENT_ID, prompts.ask("Client ID", "--client-id"));
    }
    if (!settings.containsKey(CLIENT_SECRET) && !settings.containsKey(CLIENT_SECRET + ".file")) {
      settings.put(CLIENT_SECRET, prompts.askSecret("Client secret"));
    }
  }

  /**
   * The downloaded token, or what a login needs.
   *
   * @return null: the agent logs in, or makes its tokens from the client's credentials
   */
  private static Path askForToken(Map<String, String> settings, String given, Prompts prompts)
      throws IOException {
    if (given != null) {
      return Paths.get(given).toAbsolutePath();
    }
    if ("client_credentials".equals(settings.get("central.grant"))) {
      return null;
    }
    if (!settings.containsKey(CUSTOMER_ID)) {
      String answer =
          prompts.askOrEmpty(
              "File that Download Token gave (empty: log in with a user instead)",
              "--download, or --username and --customer-id");
      if (!answer.isEmpty()) {
        return Paths.get(answer).toAbsolutePath();
      }
      settings.put(CUSTOMER_ID, prompts.ask("Customer ID", "--customer-id"));
    }
    if (!settings.containsKey(USERNAME)) {
      settings.put(USERNAME, prompts.ask("User name", "--username"));
    }
    if (!settings.containsKey(PASSWORD) && !settings.containsKey(PASSWORD + ".file")) {
      settings.put(PASSWORD, prompts.askSecret("Password"));
    }
    return null;
  }

  /** Nothing but the answers: what is set elsewhere is not in the files. */
  private static SettingSources sources(Map<String, String> settings) {
    return SettingSources.ofOptions(settings, new Properties(), new HashMap<>());
  }

  private static int check(Invocation invocation, Path properties) throws SettingException {
    Map<String, String> onlyTheFile = new HashMap<>();
    onlyTheFile.put("central.config.file", properties.toString());
    return CheckCommand.check(sources(onlyTheFile).withFile(null), new Findings(invocation.out));
  }

  private static void sayWhoseFiles(Invocation invocation, Path folder) {
    String user = System.getProperty("user.name");
    invocation.out.println();
    Columns.print(
        invocation.out,
        "",
        0,
        "The files belong to "
            + user
            + ". If the application runs as another user, give them to that user: chown <user> "
            + folder
            + "/client-secret ..., and the folder must be writable for it.");
  }
}
