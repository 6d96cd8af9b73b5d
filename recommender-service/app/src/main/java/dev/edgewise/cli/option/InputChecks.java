/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of options that several commands share. */
public final class InputChecks {
  private static final int MAX = 65535;

  private InputChecks() {}

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

  /**
   * Checks that a file is readable, and returns it.
   *
   * @param option the option or parameter to name in the message
   * @throws BadInputException when the file isn't readable
   */
  public static Path requireFile(String option, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new BadInputException(option + ": " + file + " is no readable file");
    }
    return file;
  }
}
