/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.request.BodyPauseException;
import dev.edgewise.service.http.request.JsonBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.LastHttpContent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that hold a place without using it: whose next request has no whole header in
 * time, or whose body stops arriving. Closes new ones of an address that has very many. Vert.x has
 * no such limits, and its idle timeout would end answers that take long. The first request of all
 * shows the channel that accepts connections; from then on each new one is watched. All methods run
 * on the connection's event loop.
 */
@Singleton
final class ArrivalLimits {
  private static final int PRIORITY = 500;

  /** Longer than load balancers keep connections without requests, which is usually a minute. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private static final Duration WARNED_EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(ArrivalLimits.class);

  private final Vertx vertx;
  private final Duration header;
  private final Duration pause;
  private final int connections;
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final AtomicLong lastWarning = new AtomicLong();

  /** The accepting channel that is watched; changes once. */
  private volatile @Nullable Channel watched;

  ArrivalLimits(Vertx vertx, EdgewiseConfig config) {
    this.vertx = vertx;
    this.header = config.limits().headerTime();
    this.pause = config.limits().bodyPause();
    this.connections = config.limits().connectionsPerAddress();
  }

  void register(@Observes Filters filters) {
    filters.register(this::arrived, PRIORITY);
  }

  private void arrived(RoutingContext context) {
    Channel channel = ((ConnectionBase) context.request().connection()).channel();
    Channel accepting = channel.parent();
    if (accepting != null && !accepting.equals(watched)) {
      watch(accepting);
    }
    Arrival arrival = channel.pipeline().get(Arrival.class);
    if (arrival != null) {
      boolean frames = context.request().version() == HttpVersion.HTTP_2;
      arrival.begun(channel.pipeline(), frames);
      context.addEndHandler(ended -> arrival.ended());
      if (!frames && hasBody(context.request())) {
        expect(context, arrival, arrival.bytes);
      }
    }
    context.next();
  }

  private static boolean hasBody(HttpServerRequest request) {
    return JsonBody.isAnnounced(
        request.getHeader("Content-Length"), request.getHeader("Transfer-Encoding"));
  }

  private synchronized void watch(Channel accepting) {
    if (!accepting.equals(watched)) {
      watched = accepting;
      accepting.pipeline().addFirst(new Accepted());
    }
  }

  /** Ends the body of which nothing came during a pause, though the service reads it. */
  private void expect(RoutingContext context, Arrival arrival, long before) {
    vertx.setTimer(
        pause.toMillis(),
        timer -> {
          HttpServerRequest request = context.request();
          if (arrival.whole || context.response().closed()) {
            return;
          }
          if (context.response().headWritten()) {
            request.connection().close(); // answered, or refused, without the rest of its body
            return;
          }
          if (arrival.bytes == before && arrival.reads()) {
            context.response().putHeader("Connection", "close");
            context.response().endHandler(sent -> request.connection().close());
            // who reads the body gets this instead of its rest, and answers
            ((Http1xServerConnection) request.connection())
                .handleException(new BodyPauseException(pause));
          }
          expect(context, arrival, arrival.bytes);
        });
  }

  /** Watches each accepted connection. */
  private final class Accepted extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext accepting, Object connection) {
      Channel channel = (Channel) connection;
      if (channel.remoteAddress() instanceof InetSocketAddress from
          && !admit(channel, from.getAddress())) {
        channel.unsafe().closeForcibly();
        return;
      }
      channel.pipeline().addFirst(new Arrival());
      accepting.fireChannelRead(connection);
    }

    /** Counts a connection until it is closed; false if its address has all that it may have. */
    private boolean admit(Channel channel, InetAddress from) {
      if (byAddress.merge(from, 1, Integer::sum) > connections) {
        leave(from);
        warn();
        return false;
      }
      channel.closeFuture().addListener(closed -> leave(from));
      return true;
    }

    private void leave(InetAddress from) {
      byAddress.computeIfPresent(from, (address, open) -> open == 1 ? null : open - 1);
    }

    private void warn() {
      long now = System.nanoTime();
      long last = lastWarning.get();
      if ((last == 0 || now - last > WARNED_EVERY.toNanos())
          && lastWarning.compareAndSet(last, now)) {
        LOG.warn(
            "one address holds {} connections, the most that"
                + " edgewise.limits.connections-per-address allows; further ones are closed",
            connections);
      }
    }
  }

  /** One connection: waits for the header of a request, or has one under way. */
  private final class Arrival extends ChannelInboundHandlerAdapter {
    private @Nullable ChannelHandlerContext connection;
    private @Nullable ScheduledFuture<?> end;
    private int underWay;

    /** Whether a request has ended and nothing of a next one has come. */
    private boolean idle;

    private boolean parsed;
    private boolean whole;

    /** Whether what comes may be a frame of HTTP/2 that belongs to no request. */
    private boolean frames;

    private long bytes;

    @Override
    public void channelActive(ChannelHandlerContext active) {
      connection = active;
      endIn(header);
      active.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext active, Object message) {
      if (message instanceof ByteBuf part) {
        bytes += part.readableBytes();
      }
      if (idle && !frames) {
        cancel();
        endIn(header);
      }
      active.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) {
      cancel();
      active.fireChannelInactive();
    }

    private void endIn(Duration time) {
      ChannelHandlerContext active = connection;
      if (active != null) {
        end =
            active
                .executor()
                .schedule(
                    () -> {
                      var _ = active.channel().close(); // by all handlers: HTTP/2 sends GOAWAY
                    },
                    time.toMillis(),
                    TimeUnit.MILLISECONDS);
      }
    }

    private void begun(ChannelPipeline pipeline, boolean inFrames) {
      frames = inFrames;
      underWay++;
      cancel();
      if (!parsed) {
        parsed = true;
        whole = false;
        pipeline.addBefore(pipeline.lastContext().name(), null, new Parts());
      }
    }

    /** Sees the parsed parts of requests: whether the last one of a body has come. */
    private final class Parts extends ChannelInboundHandlerAdapter {
      @Override
      public void channelRead(ChannelHandlerContext active, Object part) {
        whole = part instanceof LastHttpContent;
        active.fireChannelRead(part);
      }
    }

    private void ended() {
      underWay--;
      if (underWay == 0) {
        idle = true;
        endIn(IDLE);
      }
    }

    private void cancel() {
      idle = false;
      if (end != null) {
        end.cancel(false);
        end = null;
      }
    }

    /** Whether the service reads from the connection now, and doesn't hold the client back. */
    private boolean reads() {
      return connection != null && connection.channel().config().isAutoRead();
    }
  }
}
