package io.centraltoken.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;

/**
 * A connection to a server that answers each request at once, without a kernel or a thread between:
 * what is left of the time of a request is the client's own. For one thread, and for requests whose
 * head is written in one piece, as HttpURLConnection does.
 */
final class MemorySocket extends SocketImpl {
  private static final byte[] RESPONSE = AnsweringServer.RESPONSE;

  private int read = RESPONSE.length;

  @Override
  protected void create(boolean stream) {
    // there is nothing to make
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress host, int port) {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(SocketAddress peer, int timeout) {
    address = ((InetSocketAddress) peer).getAddress();
    port = ((InetSocketAddress) peer).getPort();
    localport = 1;
  }

  @Override
  protected void bind(InetAddress host, int port) {
    localport = port;
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw new IOException("no server");
  }

  @Override
  protected void accept(SocketImpl socket) throws IOException {
    throw new IOException("no server");
  }

  @Override
  protected int available() {
    return RESPONSE.length - read;
  }

  @Override
  protected void close() {
    read = RESPONSE.length;
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw new IOException("no urgent data");
  }

  @Override
  public void setOption(int option, Object value) {
    // no option has a meaning here
  }

  @Override
  public Object getOption(int option) {
    return 0;
  }

  @Override
  protected OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int part) {
        read = 0;
      }

      @Override
      public void write(byte[] part, int offset, int length) {
        read = 0;
      }
    };
  }

  @Override
  protected InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int available() {
        return RESPONSE.length - read;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = Math.min(length, available());
        if (count == 0) {
          throw new SocketTimeoutException("nothing was asked");
        }
        System.arraycopy(RESPONSE, read, into, offset, count);
        read += count;
        return count;
      }
    };
  }
}
