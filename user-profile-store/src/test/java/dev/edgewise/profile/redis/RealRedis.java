/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis of the oldest supported version, on a free port. */
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

  static RealRedis start(int port, String... settings) throws IOException {
    RedisServerBuilder builder =
        RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"");
    for (String setting : settings) {
      builder.setting(setting);
    }
    RedisServer server = builder.build();
    server.start();
    return new RealRedis(server, port);
  }

  static int freePort() throws IOException {
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
