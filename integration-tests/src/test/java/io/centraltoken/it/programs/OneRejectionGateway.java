package io.centraltoken.it.programs;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gateway whose token call ends when the connection of the program's POST has ended, and that may
 * reject the POST. {@code /waits} is answered when a token call is there.
 */
final class OneRejectionGateway implements Closeable {
  private static final int PATIENCE_SECONDS = 20;

  private final ServerSocket server = ProgramGateway.listen();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch tokenCall = new CountDownLatch(1);
  private final CountDownLatch postIsGone = new CountDownLatch(1);
  private final List<String> received = new ArrayList<>();
  private final TokenFile tokens;
  private boolean rejects;
  private boolean leaves;

  OneRejectionGateway(TokenFile tokens) {
    this.tokens = tokens;
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** By another name, so that the agent lets it alone. */
  String waits() {
    return url().replace("127.0.0.1", "localhost") + "/waits";
  }

  /** The POST, once. */
  synchronized void reject() {
    rejects = true;
  }

  /** With the rejection a new token is in the file, and nobody can connect any more. */
  synchronized void leaveAfterRejection() {
    rejects = true;
    leaves = true;
  }

  /** Requests of the program: the method and what they carried. */
  synchronized List<String> received() {
    return new ArrayList<>(received);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    boolean isOfPost = true; // it may be given up before anything is sent
    try (socket;
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream())) {
      RawRequest request = RawRequest.read(in);
      while (request != null) {
        isOfPost = request.path().equals("/post");
        if (!answer(request, new RawAnswer(socket))) {
          return;
        }
        request = RawRequest.read(in);
      }
    } catch (IOException | InterruptedException brokenOff) {
      return;
    } finally {
      if (isOfPost) {
        postIsGone.countDown();
      }
    }
  }

  private boolean answer(RawRequest request, RawAnswer answer)
      throws IOException, InterruptedException {
    switch (request.path()) {
      case "/oauth2/token" -> {
        request.readBody();
        tokenCall.countDown();
        postIsGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        answer.json(200, tokens.successor());
      }
      case "/waits" -> {
        tokenCall.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        answer.text(200, "now");
      }
      default -> {
        return answerProgram(request, answer);
      }
    }
    return true;
  }

  private boolean answerProgram(RawRequest request, RawAnswer answer) throws IOException {
    boolean rejected;
    boolean left;
    synchronized (this) {
      received.add(request.path() + " " + request.authorization());
      rejected = rejects && request.path().equals("/post");
      left = rejected && leaves;
      rejects = rejects && !rejected;
    }
    if (rejected && request.expectsContinue()) {
      answer.reject();
      return false;
    }
    request.readBody();
    if (left) {
      tokens.rotate();
      server.close();
    }
    if (rejected) {
      answer.reject();
    } else {
      answer.text(200, "ok");
    }
    return !left;
  }
}
