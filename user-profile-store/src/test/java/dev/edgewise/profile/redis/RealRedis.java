/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis, of the oldest version supported, on a free port. */
final class RealRedis implements AutoCloseable {
  private final RedisServer server;
  private final int port;

  private RealRedis(RedisServer server, int port) {
    this.server = server;
    this.port = port;
  }

  static RealRedis start() throws IOException {
    return start(freePort());
  }

  static RealRedis start(int port) throws IOException {
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .build();
    server.start();
    return new RealRedis(server, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
