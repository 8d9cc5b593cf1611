package io.centraltoken.it;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** HTTP/3 (RFC 9114) on a UDP port of 127.0.0.1, by Netty and its QUIC library. */
final class Http3Server implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final Function<Asked, Answer> answers;
  private final int port;

  /**
   * @param keyStore of {@link GatewayKeyStore}
   * @param answers to what was asked
   */
  Http3Server(Path keyStore, int port, Function<Asked, Answer> answers)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.answers = answers;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    Channel channel =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(codec(keyStore))
            .bind(new InetSocketAddress(loopback, port))
            .sync()
            .channel();
    this.port = ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** One request; every value of its Authorization field. */
  record Asked(String path, List<String> authorizations, int bodyLength, int status) {}

  /**
   * @param name and value of a field beside the status
   */
  record Answer(int status, String name, String value) {}

  int port() {
    return port;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private ChannelHandler codec(Path keyStore) throws IOException, GeneralSecurityException {
    return Http3.newQuicServerCodecBuilder()
        .sslContext(sslContext(keyStore))
        .maxIdleTimeout(10, TimeUnit.SECONDS)
        .initialMaxData(10_000_000)
        .initialMaxStreamDataBidirectionalLocal(1_000_000)
        .initialMaxStreamDataBidirectionalRemote(1_000_000)
        .initialMaxStreamsBidirectional(100)
        .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
        .handler(
            new ChannelInitializer<QuicChannel>() {
              @Override
              protected void initChannel(QuicChannel connection) {
                connection.pipeline().addLast(new Http3ServerConnectionHandler(requests()));
              }
            })
        .build();
  }

  private static QuicSslContext sslContext(Path keyStore)
      throws IOException, GeneralSecurityException {
    return QuicSslContextBuilder.forServer(
            GatewayKeyStore.keyManagers(keyStore), GatewayKeyStore.PASSWORD)
        .applicationProtocols(Http3.supportedApplicationProtocols())
        .build();
  }

  private ChannelHandler requests() {
    return new ChannelInitializer<QuicStreamChannel>() {
      @Override
      protected void initChannel(QuicStreamChannel stream) {
        stream.pipeline().addLast(new Request());
      }
    };
  }

  /** Answers when the request has ended. */
  private final class Request extends Http3RequestStreamInboundHandler {
    private Http3Headers headers;
    private int bodyLength;

    @Override
    protected void channelRead(ChannelHandlerContext context, Http3HeadersFrame frame) {
      headers = frame.headers();
    }

    @Override
    protected void channelRead(ChannelHandlerContext context, Http3DataFrame frame) {
      bodyLength += frame.content().readableBytes();
      ReferenceCountUtil.release(frame);
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext context) {
      List<String> authorizations =
          headers.getAll("authorization").stream().map(CharSequence::toString).toList();
      String path = headers.path().toString();
      Answer answer = answers.apply(new Asked(path, authorizations, bodyLength, 0));
      asked.add(new Asked(path, authorizations, bodyLength, answer.status()));
      Http3HeadersFrame frame = new DefaultHttp3HeadersFrame();
      frame.headers().status(Integer.toString(answer.status())).add(answer.name(), answer.value());
      context.writeAndFlush(frame).addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
    }
  }
}
