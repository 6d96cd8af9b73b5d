/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks ports before anything is started that would have to be ended again. */
public final class PortCheck {
  private static final int MOST = 65535;

  private PortCheck() {}

  /**
   * Returns when the port can be listened on.
   *
   * @throws IllegalStateException when something else does
   */
  public static void requireFree(String host, int port) {
    if (port < 1 || port > MOST) {
      throw new BadInputException("--port must be from 1 to " + MOST + ", not " + port);
    }
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      return; // from one reload to the next, dev mode keeps the port itself
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "can't listen on "
              + host
              + " port "
              + port
              + ": "
              + e.getMessage()
              + "; choose another with --port",
          e);
    }
  }
}
