/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Free loopback ports, the same ones as last time where they are still free. */
final class Ports {
  private Ports() {}

  /** As many distinct free ports as asked for; remembered in the file for next time. */
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
      return new ServerSocket(wanted, 1, loopback());
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
      // it was only held to keep it from being chosen twice
    }
  }

  /** The address of a port on 127.0.0.1, without a look-up. */
  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(loopback(), port);
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
