/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that a figure was measured on. */
public final class Machine {
  private Machine() {}

  /** The number of cores and the name of the CPU, or of the architecture if it is unknown. */
  public static String describe() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores + " cores of " + cpu();
  }

  private static String cpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException noSuchFile) {
      return System.getProperty("os.arch");
    }
  }
}
