/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Redis Cluster of three masters, without replicas, on free ports. */
final class RealCluster implements AutoCloseable {
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final int BUS = 10_000;
  private static final int HIGHEST = 65_535;

  private final List<RealRedis> masters;

  private RealCluster(List<RealRedis> masters) {
    this.masters = masters;
  }

  /** Starts the cluster, and returns when every node knows every slot. */
  static RealCluster start(Path directory) throws IOException {
    List<RealRedis> masters = new ArrayList<>();
    for (int i = 0; i < MASTERS; i++) {
      int port = port();
      masters.add(
          RealRedis.start(
              port,
              "cluster-enabled yes",
              "cluster-node-timeout 2000",
              "dir " + directory,
              "cluster-config-file nodes-" + port + ".conf"));
    }
    RealCluster cluster = new RealCluster(masters);
    cluster.join();
    return cluster;
  }

  /** Finds a port whose cluster bus port, ten thousand above it, is valid. */
  private static int port() throws IOException {
    int port = RealRedis.freePort();
    while (port + BUS > HIGHEST) {
      port = RealRedis.freePort();
    }
    return port;
  }

  private void join() {
    List<RedisClient> clients = new ArrayList<>();
    try {
      List<RedisCommands<String, String>> nodes = new ArrayList<>();
      for (RealRedis master : masters) {
        RedisClient client = RedisClient.create(master.uri());
        clients.add(client);
        nodes.add(client.connect().sync());
      }
      for (int i = 0; i < MASTERS; i++) {
        nodes.get(i).clusterAddSlots(slots(i));
        nodes.get(i).clusterMeet("127.0.0.1", masters.get(0).port());
      }
      nodes.forEach(RealCluster::awaitReady);
    } finally {
      clients.forEach(RedisClient::shutdown);
    }
  }

  private static int[] slots(int master) {
    int from = SLOTS * master / MASTERS;
    int[] slots = new int[SLOTS * (master + 1) / MASTERS - from];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = from + i;
    }
    return slots;
  }

  private static void awaitReady(RedisCommands<String, String> node) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!node.clusterInfo().contains("cluster_state:ok")
        || node.clusterNodes().lines().filter(line -> line.contains("connected")).count()
            < MASTERS) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("no cluster after a minute: " + node.clusterInfo());
      }
      Thread.onSpinWait();
    }
  }

  /** Returns the URI of one node, from which the client finds the others. */
  String uri() {
    return masters.get(0).uri();
  }

  /** Returns the URI of all nodes. */
  String uris() {
    StringBuilder hosts = new StringBuilder("redis://127.0.0.1:" + masters.get(0).port());
    for (RealRedis master : masters.subList(1, MASTERS)) {
      hosts.append(",127.0.0.1:").append(master.port());
    }
    return hosts.toString();
  }

  List<RealRedis> masters() {
    return masters;
  }

  @Override
  public void close() throws IOException {
    for (RealRedis master : masters) {
      master.close();
    }
  }
}
