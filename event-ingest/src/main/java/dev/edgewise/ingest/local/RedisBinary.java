/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

/** Finds the redis-server to run: the system's, else one from the embedded-redis jar. */
final class RedisBinary {
  /** The names of the binaries at the root of the embedded-redis jar. */
  private static final Map<String, String> BUNDLED =
      Map.of(
          "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
          "linux-aarch64", "redis-server-6.2.7-linux-arm64",
          "mac-amd64", "redis-server-6.2.6-v5-darwin-amd64",
          "mac-aarch64", "redis-server-6.2.6-v5-darwin-arm64");

  private RedisBinary() {}

  static String find(Path directory) {
    return SupervisedProcess.onPath("redis-server")
        ? "redis-server"
        : extracted(directory).toString();
  }

  /** Returns the bundled binary, which is extracted into the directory unless it is there. */
  static Path extracted(Path directory) {
    String platform = platform();
    String name = BUNDLED.get(platform);
    if (name == null) {
      throw new LocalStartException(
          "no redis-server on the PATH and none bundled for "
              + platform
              + "; install Redis 6.2 or later");
    }
    Path binary = directory.resolve(name);
    if (Files.isExecutable(binary)) {
      return binary;
    }
    try (InputStream in = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new LocalStartException("no redis-server on the PATH, and no jar contains " + name);
      }
      Path part = directory.resolve(name + ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      if (!part.toFile().setExecutable(true)) {
        throw new LocalStartException(part + " can't be made executable");
      }
      return Files.move(part, binary, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalStartException("redis-server can't be put into " + directory + ": " + e, e);
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (os.startsWith("mac") ? "mac" : os) + "-" + ("x86_64".equals(arch) ? "amd64" : arch);
  }
}
