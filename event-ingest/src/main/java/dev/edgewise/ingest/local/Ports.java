/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chooses free loopback ports, if possible the same ones as last time. */
final class Ports {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private Ports() {}

  /** Chooses distinct free ports, and writes them to the file for the next time. */
  static List<Integer> choose(int count, Path file) {
    List<Integer> last = remembered(file);
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(bind(i < last.size() ? last.get(i) : 0));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      Files.writeString(file, String.join(" ", ports.stream().map(String::valueOf).toList()));
      return ports;
    } catch (IOException e) {
      throw new LocalStartException("no free port on 127.0.0.1: " + e.getMessage(), e);
    } finally {
      held.forEach(Ports::closeQuietly);
    }
  }

  private static List<Integer> remembered(Path file) {
    try {
      List<Integer> ports = new ArrayList<>();
      for (String word : Files.readString(file).trim().split(" ", -1)) {
        int port = Integer.parseInt(word);
        ports.add(port > 1023 && port < 65536 ? port : 0);
      }
      return ports;
    } catch (IOException | NumberFormatException e) {
      return List.of();
    }
  }

  private static ServerSocket bind(int wanted) throws IOException {
    try {
      return new ServerSocket(wanted, 1, LOOPBACK);
    } catch (IOException e) {
      if (wanted == 0) {
        throw e;
      }
      return bind(0);
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // the port was held only so that it isn't chosen twice
    }
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(LOOPBACK, port);
  }
}
