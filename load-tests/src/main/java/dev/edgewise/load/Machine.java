/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine that figures are measured on. */
final class Machine {
  private static final List<String> OF_INTEREST =
      List.of("avx2", "avx512f", "avx512_vnni", "amx_int8");

  private Machine() {}

  static String describe() {
    try {
      return describe(Files.readAllLines(Path.of("/proc/cpuinfo")));
    } catch (IOException notLinux) {
      return describe(List.of());
    }
  }

  /** From the lines of {@code /proc/cpuinfo}; what they don't say is left out. */
  static String describe(List<String> cpuinfo) {
    String name = value(cpuinfo, "model name", System.getProperty("os.arch"));
    List<String> flags = List.of(value(cpuinfo, "flags", "").split(" ", -1));
    List<String> known = OF_INTEREST.stream().filter(flags::contains).toList();
    return name
        + (known.isEmpty() ? "" : " (" + String.join(", ", known) + ")")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, JDK "
        + Runtime.version().feature();
  }

  private static String value(List<String> lines, String name, String otherwise) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** Resident memory of a process and all below it, in MiB, by the name of its program. */
  static double residentMebibytes(ProcessHandle process) {
    try {
      String kib =
          value(
              Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")),
              "VmRSS",
              "0 kB");
      return Long.parseLong(kib.substring(0, kib.indexOf(' '))) / 1024.0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
