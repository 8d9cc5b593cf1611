package io.centraltoken.it.programs;

import io.centraltoken.it.GatewayKeyStore;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A gateway by HTTP/2 that rejects its first request, at the head and without reading the body, as
 * nginx does where it asks for permission first: 401, the end of the stream, and a reset of it
 * without an error (RFC 9113, 8.1).
 */
final class Http2Gateway implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final TokenFile tokens;
  private final int port;

  /**
   * @param keyStore of GatewayKeyStore
   */
  Http2Gateway(Path keyStore, TokenFile tokens)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.tokens = tokens;
    SslContext tls = tls(keyStore);
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    Channel channel =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection
                        .pipeline()
                        .addLast(tls.newHandler(connection.alloc()))
                        .addLast(Http2FrameCodecBuilder.forServer().build())
                        .addLast(new Http2MultiplexHandler(streams()));
                  }
                })
            .bind(new InetSocketAddress(loopback, 0))
            .sync()
            .channel();
    this.port = ((InetSocketAddress) channel.localAddress()).getPort();
  }

  String url() {
    return "https://localhost:" + port;
  }

  /** The status of each request, its token, and how long its body was. */
  List<String> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static SslContext tls(Path keyStore) throws IOException, GeneralSecurityException {
    return SslContextBuilder.forServer(GatewayKeyStore.keyManagers(keyStore))
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                "h2"))
        .build();
  }

  private ChannelInitializer<Channel> streams() {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel stream) {
        stream.pipeline().addLast(new Request());
      }
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone is seen by the test
  private final class Request extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private String token;
    private int length;

    @Override
    protected void channelRead0(ChannelHandlerContext stream, Http2StreamFrame frame)
        throws IOException {
      if (frame instanceof Http2HeadersFrame head) {
        token = String.valueOf(head.headers().get("authorization"));
        if (received.isEmpty()) {
          tokens.rotate();
          received.add("401 " + token);
          Http2Headers headers = new DefaultHttp2Headers().status("401");
          headers.set("www-authenticate", "Bearer error=\"invalid_token\"");
          stream.write(new DefaultHttp2HeadersFrame(headers, true));
          stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        } else if (head.isEndStream()) {
          accept(stream);
        }
      } else if (frame instanceof Http2DataFrame data) {
        length += data.content().readableBytes();
        if (data.isEndStream()) {
          accept(stream);
        }
      }
    }

    private void accept(ChannelHandlerContext stream) {
      received.add("200 " + token + " " + length);
      Http2Headers headers = new DefaultHttp2Headers().status("200");
      stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
    }
  }
}
