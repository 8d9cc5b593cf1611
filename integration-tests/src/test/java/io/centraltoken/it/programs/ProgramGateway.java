package io.centraltoken.it.programs;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on two ports of 127.0.0.1, the gateway and another one, that does with each request what
 * its path says and keeps what it has received: {@code
 * /programs/<number>/<answer>/<rejection>/<hop>}. By hand, because what is looked at are the bytes
 * and the moments at which a connection breaks.
 */
final class ProgramGateway implements Closeable {
  private final ServerSocket gateway = listen();
  private final ServerSocket elsewhere = listen();
  private final ServerSocket proxy = listen();
  private final ServerSocket proxyWithPassword = listen();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Long, List<ReceivedHop>> received = new TreeMap<>();
  private final Map<String, Integer> rejected = new TreeMap<>();
  private final AtomicInteger withoutLine = new AtomicInteger();
  private final TokenFile tokens;

  private boolean rejecting;
  private int rejections;
  private int connections;

  /**
   * @param tokens of the agent
   */
  ProgramGateway(TokenFile tokens) {
    this.tokens = tokens;
    threads.execute(() -> accept(gateway));
    threads.execute(() -> accept(elsewhere));
    threads.execute(() -> accept(proxy));
    threads.execute(() -> accept(proxyWithPassword));
  }

  String url() {
    return "http://127.0.0.1:" + gateway.getLocalPort();
  }

  String elsewhere() {
    return "http://127.0.0.1:" + elsewhere.getLocalPort();
  }

  /** It answers for the others. */
  String proxy() {
    return "http://127.0.0.1:" + proxy.getLocalPort();
  }

  String proxyWithPassword() {
    return "http://127.0.0.1:" + proxyWithPassword.getLocalPort();
  }

  /**
   * What was received since the last call, by the number of the program, in order. Waits until all
   * connections have ended, as they do when their process has.
   *
   * @param rejectsNext whether from now on requests are rejected where their paths say so
   */
  synchronized Map<Long, List<ReceivedHop>> received(boolean rejectsNext)
      throws InterruptedException {
    while (connections > 0) {
      wait();
    }
    Map<Long, List<ReceivedHop>> copy = new TreeMap<>(received);
    received.clear();
    rejected.clear();
    rejecting = rejectsNext;
    return copy;
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    elsewhere.close();
    proxy.close();
    proxyWithPassword.close();
    threads.shutdownNow();
  }

  /** On a free port of 127.0.0.1. */
  static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1000, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        connected(1);
        threads.execute(() -> serve(socket, server));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private synchronized void connected(int more) {
    connections += more;
    notifyAll();
  }

  private void serve(Socket socket, ServerSocket server) {
    try {
      serveAll(socket, server);
    } finally {
      connected(-1);
    }
  }

  private void serveAll(Socket socket, ServerSocket server) {
    try (socket;
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream())) {
      socket.setTcpNoDelay(true);
      boolean goesOn = true;
      while (goesOn) {
        RawRequest request = RawRequest.read(in);
        goesOn = request != null && answer(request, new RawAnswer(socket), server);
      }
      RawAnswer.closeInTwoSteps(socket, in);
    } catch (SocketException broken) {
      return; // by the client, or by close()
    } catch (IOException | InterruptedException failure) {
      System.out.println("gateway of programs: " + failure);
    }
  }

  /** How many requests had no request line, since the last call. */
  int withoutLine() {
    return withoutLine.getAndSet(0);
  }

  private boolean answer(RawRequest request, RawAnswer answer, ServerSocket server)
      throws IOException, InterruptedException {
    if (!request.hasRequestLine()) {
      withoutLine.incrementAndGet();
      return false;
    }
    boolean isByProxy = server == proxy || server == proxyWithPassword;
    boolean isGateway = server == gateway || (isByProxy && request.isByProxyTo(url()));
    if (server == proxyWithPassword && request.field("proxy-authorization") == null) {
      boolean closes = answer.closesAfter(request);
      answer.askForPassword();
      if (!closes) {
        request.readBody();
      }
      remember(request, ProgramPath.of(request.path()), isGateway);
      return !closes;
    }
    return answer(request, answer, isGateway);
  }

  private boolean answer(RawRequest request, RawAnswer answer, boolean isGateway)
      throws IOException, InterruptedException {
    if (request.path().equals("/oauth2/token")) {
      request.readBody();
      answer.json(200, tokens.successor());
      return true;
    }
    ProgramPath path = ProgramPath.of(request.path());
    boolean rejects = isGateway && isRejected(request, path);
    if (rejects && path.rejection().equals("head")) {
      return rejectAtHead(request, path, answer);
    }
    if (request.expectsContinue() && (rejects || !path.answer().equals("417"))) {
      answer.proceed();
    }
    boolean early = path.answer().equals("early") && !rejects;
    if (early) {
      answer.text(200, path.answer());
    } else if (path.answer().equals("417") && request.expectsContinue() && !rejects) {
      remember(request, path, isGateway);
      answer.closesAfter(request);
      answer.text(417, "no");
      return false;
    }
    request.readBody();
    if (rejects) {
      tokens.rotate();
      answer.reject();
      rememberIfBrokenOff(request, path);
      return true;
    }
    remember(request, path, isGateway);
    return early || new ProgramAnswers(this).answer(path, request, answer);
  }

  private boolean rejectAtHead(RawRequest request, ProgramPath path, RawAnswer answer)
      throws IOException {
    tokens.rotate();
    boolean closes = answer.closesAfter(request);
    answer.reject();
    if (!closes) {
      request.readBody();
      rememberIfBrokenOff(request, path);
    }
    return !closes;
  }

  /** Then nobody sends it again. */
  private void rememberIfBrokenOff(RawRequest request, ProgramPath path) {
    if (!request.isWhole()) {
      remember(request, path, true);
    }
  }

  private synchronized boolean isRejected(RawRequest request, ProgramPath path) {
    boolean rejects =
        rejecting
            && !path.rejection().equals("never")
            && request.hasBearer()
            && rejected.merge(request.path(), 1, Integer::sum) == 1;
    rejections += rejects ? 1 : 0;
    return rejects;
  }

  /** How many requests were rejected at first. */
  synchronized int rejections() {
    return rejections;
  }

  private synchronized void remember(RawRequest request, ProgramPath path, boolean isGateway) {
    boolean again = rejected.containsKey(request.path());
    String server = isGateway ? "gateway: " : "elsewhere: ";
    received
        .computeIfAbsent(path.number(), none -> new ArrayList<>())
        .add(new ReceivedHop(server + request.describe(isGateway), request.framing(), again));
  }
}
