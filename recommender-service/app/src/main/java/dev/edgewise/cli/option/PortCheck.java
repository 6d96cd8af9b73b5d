/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks that a port is free before the command starts anything. */
public final class PortCheck {
  private static final int MAX = 65535;

  private PortCheck() {}

  /**
   * Checks a port.
   *
   * @throws BadInputException when the number isn't a port
   * @throws IllegalStateException when the process can't listen on the port
   */
  public static void requireFree(String host, int port) {
    if (port < 1 || port > MAX) {
      throw new BadInputException("--port must be from 1 to " + MAX + ", not " + port);
    }
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      return; // dev mode itself keeps the port over reloads
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "can't listen on %s port %d: %s; choose another with --port"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }
}
