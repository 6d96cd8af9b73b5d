/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine that figures are measured on. */
public final class Machine {
  private static final List<String> OF_INTEREST =
      List.of("avx2", "avx512f", "avx512_vnni", "amx_int8");

  private Machine() {}

  public static String describe() {
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

  /** Resident memory of a process, in MiB; 0 when it is gone or the system doesn't tell. */
  public static double residentMebibytes(ProcessHandle process) {
    return memoryBytes(process, "VmRSS") / (double) (1 << 20);
  }

  /**
   * Memory of a process as Linux counts it, in bytes; 0 when it is gone or the system doesn't tell.
   *
   * @param figure the line of {@code /proc/PID/status}, for example VmHWM
   */
  public static long memoryBytes(ProcessHandle process, String figure) {
    try {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      String kib = value(Files.readAllLines(status), figure, "0 kB");
      return 1024 * Long.parseLong(kib.substring(0, kib.indexOf(' ')));
    } catch (IOException gone) {
      return 0;
    }
  }
}
