/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.read.DataFile.Format;
import dev.edgewise.lab.check.read.NearestName;
import dev.edgewise.lab.check.survey.BadLines;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.check.survey.OccurrencesByName;
import dev.edgewise.lab.evaluate.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings that items and events have in common: format, bad lines, unknown names. */
final class FileFindings {
  private static final int KINDS = 10;
  private static final int NAMES = 10;
  private static final double FORMAT = 0.9;

  private FileFindings() {}

  /** Findings about the format and the lines of a file. */
  static List<Finding> of(DataFile file, BadLines bad, long good) {
    List<Finding> findings = new ArrayList<>();
    if (file.format() != Format.JSON_LINES) {
      findings.add(
          Finding.warning(
                  "format",
                  0,
                  1,
                  file.format().label()
                      + " is read by evaluate only; demo, serve, train and events"
                      + " send read JSON Lines.",
                  "Write "
                      + file.path().getFileName()
                      + " as JSON Lines before you start the demo.")
              .concerning(FORMAT));
    }
    Occurrences cutOff = bad.cutOff();
    if (cutOff.count() > 0) {
      findings.add(
          Finding.problem(
              "cut-off",
              1,
              1,
              "The file is cut off or broken after line "
                  + cutOff.line()
                  + " ("
                  + cutOff.example()
                  + "); what follows is lost.",
              "Copy or compress " + file.path().getFileName() + " again."));
    }
    for (Map.Entry<String, Occurrences> kind : bad.kinds().top(KINDS)) {
      Occurrences lines = kind.getValue();
      findings.add(
          Finding.problem(
                  "bad-lines",
                  lines.count(),
                  good + bad.count(),
                  Words.count(lines.count(), "line")
                      + " can't be read; evaluate, demo and train stop at such a line.",
                  "Correct or remove such lines of " + file.path().getFileName() + ".")
              .at(lines));
    }
    return findings;
  }

  /** The first bad lines; empty when there is none. */
  static List<Table> badLines(BadLines bad) {
    if (bad.count() == 0) {
      return List.of();
    }
    return List.of(
        new Table(
            "Bad lines (" + bad.first().size() + " of " + bad.count() + ")",
            List.of("line", "why"),
            bad.first().stream()
                .map(line -> List.of(String.valueOf(line.line()), line.why()))
                .toList(),
            2));
  }

  /** Fields or columns that nothing reads. */
  static List<Finding> unknownFields(
      DataFile file, OccurrencesByName unknown, Collection<String> known, long records) {
    boolean json = file.format() == Format.JSON_LINES;
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Occurrences> one : unknown.top(NAMES)) {
      Occurrences cases = one.getValue();
      String name = cases.example();
      Optional<String> nearest = NearestName.of(one.getKey(), known);
      String text =
          json
              ? "The field "
                  + name
                  + " of "
                  + Words.count(cases.count(), "line")
                  + " is unknown and will be ignored."
              : "The column " + name + " will be ignored.";
      findings.add(
          nearest.isEmpty()
              ? Finding.note(
                  "unknown-field",
                  cases.count(),
                  json ? text + " Attributes of items belong into attributes." : text)
              : Finding.warning(
                      "unknown-field",
                      cases.count(),
                      records,
                      text + " Did you mean " + nearest.get() + "?",
                      "Rename or remove " + name + ".")
                  .at(cases));
    }
    return findings;
  }

  /** Null fields, which count as missing. */
  static List<Finding> nulls(OccurrencesByName nulls) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Occurrences> one : nulls.top(NAMES)) {
      Occurrences cases = one.getValue();
      findings.add(
          Finding.note(
                  "null-field",
                  cases.count(),
                  Words.quoted(one.getKey())
                      + " is null in "
                      + Words.count(cases.count(), "line")
                      + "; null counts as missing.")
              .at(cases));
    }
    return findings;
  }
}
