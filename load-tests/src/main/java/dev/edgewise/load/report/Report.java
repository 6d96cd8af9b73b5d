/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measured figures, in the order measured, under the machine they were measured on. */
public final class Report {
  private final String machine;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * One figure.
   *
   * @param what was measured
   * @param value how much
   * @param unit of what: ms, MiB, x (a ratio), requests
   */
  public record Figure(String what, double value, String unit) {}

  public Report(String machine) {
    this.machine = machine;
  }

  public void add(String what, double value, String unit) {
    figures.add(new Figure(what, value, unit));
  }

  /** What has to be known to read the figures. */
  public void note(String what) {
    notes.add(what);
  }

  /** Notes that something went wrong: never a time, but an answer that wasn't one. */
  public void fault(String what) {
    faults.add(what);
  }

  public List<String> faults() {
    return List.copyOf(faults);
  }

  public String table() {
    int widest = figures.stream().mapToInt(f -> f.what.length()).max().orElse(0);
    StringBuilder table = new StringBuilder(machine).append('\n');
    for (Figure figure : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-" + Math.max(1, widest) + "s  %10." + digits(figure) + "f %s%n",
              figure.what,
              figure.value,
              figure.unit));
    }
    notes.forEach(note -> table.append("note: ").append(note).append('\n'));
    faults.forEach(fault -> table.append("FAULT: ").append(fault).append('\n'));
    return table.toString().stripTrailing();
  }

  /** Numbers of things are whole; shares and differences are small. */
  private static int digits(Figure figure) {
    boolean counted = figure.unit.isEmpty() || figure.unit.startsWith("of ");
    if (counted && figure.value == Math.rint(figure.value)) {
      return 0;
    }
    return Math.abs(figure.value) < 1 ? 3 : 1;
  }

  public String json() {
    JsonObject report = new JsonObject();
    report.addProperty("machine", machine);
    JsonArray all = new JsonArray();
    for (Figure figure : figures) {
      JsonObject one = new JsonObject();
      one.addProperty("what", figure.what);
      one.addProperty("value", figure.value);
      one.addProperty("unit", figure.unit);
      all.add(one);
    }
    report.add("figures", all);
    report.add("notes", array(notes));
    report.add("faults", array(faults));
    return new GsonBuilder().setPrettyPrinting().create().toJson(report);
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
