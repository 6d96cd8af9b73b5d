/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one run in the order in which they were measured, with notes and faults. Used by
 * one thread. The JSON document has the names of the fields.
 */
public final class Report {
  private final String machine;
  private final List<NamedFigure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private record NamedFigure(String what, double value, String unit) {}

  /** Makes an empty report for a machine, which one line describes. */
  public Report(String machine) {
    this.machine = machine;
  }

  static Report ofThisMachine() {
    try {
      return new Report(describe(Files.readAllLines(Path.of("/proc/cpuinfo"))));
    } catch (IOException notLinux) {
      return new Report(describe(List.of()));
    }
  }

  /** Describes processor, vector extensions, cores and JDK by lines of {@code /proc/cpuinfo}. */
  static String describe(List<String> cpuinfo) {
    List<String> flags = List.of(value(cpuinfo, "flags", "").split(" ", -1));
    List<String> extensions =
        new ArrayList<>(List.of("avx2", "avx512f", "avx512_vnni", "amx_int8"));
    extensions.retainAll(flags);
    return value(cpuinfo, "model name", System.getProperty("os.arch"))
        + (extensions.isEmpty() ? "" : " (" + String.join(", ", extensions) + ")")
        + (", " + Runtime.getRuntime().availableProcessors() + " cores")
        + (", JDK " + Runtime.version().feature());
  }

  private static String value(List<String> lines, String name, String otherwise) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** Adds a figure, whose name documents may cite; the unit of a plain number is empty. */
  public void add(String what, double value, String unit) {
    figures.add(new NamedFigure(what, value, unit));
  }

  /** Adds a sentence that a reader of the figures needs. */
  public void note(String text) {
    notes.add(text);
  }

  /** Adds a failure or a wrong answer, which fails the run. A slow answer is no fault. */
  public void fault(String text) {
    faults.add(text);
  }

  /** The machine in one line. */
  public String machine() {
    return machine;
  }

  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** The report as lines of text: the machine, aligned figures, notes, faults. */
  public String table() {
    int widest = figures.stream().mapToInt(figure -> figure.what.length()).max().orElse(1);
    StringBuilder table = new StringBuilder(machine).append('\n');
    for (NamedFigure figure : figures) {
      String row = "%-" + widest + "s  %10." + digits(figure) + "f %s%n";
      table.append(String.format(Locale.ROOT, row, figure.what, figure.value, figure.unit));
    }
    notes.forEach(note -> table.append("note: ").append(note).append('\n'));
    faults.forEach(fault -> table.append("FAULT: ").append(fault).append('\n'));
    return table.toString().stripTrailing();
  }

  /** Counts are shown as whole numbers, numbers below 1 with three digits. */
  private static int digits(NamedFigure figure) {
    boolean count = figure.unit.isEmpty() || figure.unit.startsWith("of ");
    if (count && figure.value == Math.rint(figure.value)) {
      return 0;
    }
    return Math.abs(figure.value) < 1 ? 3 : 1;
  }

  /** The report as one JSON document: machine, figures (what, value, unit), notes, faults. */
  public String json() {
    GsonBuilder gson = new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues();
    return gson.create().toJson(this);
  }
}
