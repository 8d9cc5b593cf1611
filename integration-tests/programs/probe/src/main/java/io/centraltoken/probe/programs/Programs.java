package io.centraltoken.probe.programs;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs generated programs one after the other, each a request with one of the JDK's clients, and
 * writes what each saw to a file: the same with the agent as without it, if the agent is good.
 * Arguments: the URLs of the gateway and of another server, the first number, how many, the file.
 */
public final class Programs {
  private static final int SECONDS = 10;

  private Programs() {}

  public static void main(String[] arguments) throws Exception {
    long first = Long.parseLong(arguments[4]);
    long end = first + Long.parseLong(arguments[5]);
    Servers servers = new Servers(Arrays.copyOf(arguments, 4));
    boolean hasHttpClient = !System.getProperty("java.specification.version").equals("1.8");
    firstRequests(hasHttpClient).make(arguments[0] + "/programs/0/200/body/0");
    JvmDefaults.install();
    ExecutorService threads = Executors.newCachedThreadPool(Programs::daemon);
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(Paths.get(arguments[6])), false, StandardCharsets.UTF_8.name())) {
      for (long number = first; number < end; number++) {
        Transcript transcript = new Transcript();
        Program program = program(number, hasHttpClient);
        String url = servers.origin(program.behaviour()) + "/programs/" + number;
        long began = System.nanoTime();
        Future<?> run =
            threads.submit(
                () -> transcript.tries("program", run(program, url, servers, transcript)));
        try {
          run.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
          transcript.saw("program", "hangs");
        }
        out.println("program " + number);
        transcript.lines().forEach(line -> out.println("  " + line));
        out.println("took " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      }
    }
    System.exit(0); // whatever a program has left running
  }

  private static Transcript.Step run(
      Program program, String url, Servers servers, Transcript transcript) {
    return () -> {
      program.run(url, servers, transcript);
      return "ends";
    };
  }

  private static FirstRequests firstRequests(boolean hasHttpClient) throws Exception {
    return hasHttpClient
        ? Class.forName("io.centraltoken.probe.programs.HttpClientFirstRequests")
            .asSubclass(FirstRequests.class)
            .getDeclaredConstructor()
            .newInstance()
        : new FirstRequests();
  }

  private static Program program(long number, boolean hasHttpClient) throws Exception {
    Choice choice = new Choice(number);
    if (hasHttpClient && choice.oneIn(2)) {
      return Class.forName("io.centraltoken.probe.programs.HttpClientProgram")
          .asSubclass(Program.class)
          .getDeclaredConstructor(Choice.class)
          .newInstance(choice);
    }
    return new UrlConnectionProgram(choice);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "program");
    thread.setDaemon(true);
    return thread;
  }

  /** One request and all that the program does with it. */
  interface Program {
    Behaviour behaviour();

    void run(String url, Servers servers, Transcript transcript) throws Exception;
  }
}
