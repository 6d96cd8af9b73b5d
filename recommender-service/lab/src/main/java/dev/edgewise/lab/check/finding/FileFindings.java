/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.read.DataFile.Format;
import dev.edgewise.lab.check.read.NearestName;
import dev.edgewise.lab.check.survey.BadLines;
import dev.edgewise.lab.check.survey.FileSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.evaluate.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings that items and events have in common: format, bad lines, unknown and null fields. */
public final class FileFindings {
  private static final int KINDS = 10;
  private static final int NAMES = 10;
  private static final double FORMAT = 0.9;

  private FileFindings() {}

  /** One finding about the files in a format that only evaluations read; none for JSON Lines. */
  public static List<Finding> formats(DataFile... files) {
    List<DataFile> others =
        Stream.of(files).filter(file -> file.format() != Format.JSON_LINES).toList();
    if (others.isEmpty()) {
      return List.of();
    }
    String names =
        others.stream()
            .map(file -> file.path().getFileName() + " (" + file.format().label() + ")")
            .collect(Collectors.joining(" and "));
    return List.of(Finding.of("format", 0, 1, names).concerning(FORMAT));
  }

  /** Findings about the lines of a file. */
  static List<Finding> lines(DataFile file, FileSurvey<?> survey) {
    List<Finding> findings = new ArrayList<>();
    BadLines bad = survey.bad();
    Object name = file.path().getFileName();
    Occurrences cutOff = bad.cutOff();
    if (cutOff.count() > 0) {
      String where = cutOff.line() + " (" + cutOff.example() + ")";
      findings.add(Finding.of("cut-off", 1, 1, name, where));
    }
    for (Map.Entry<String, Occurrences> kind : bad.kinds().top(KINDS)) {
      long all = survey.count() + bad.count();
      findings.add(Finding.of("bad-lines", kind.getValue(), all, name));
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

  /** Findings for each of these ids that has cases. */
  static List<Finding> cases(List<String> ids, FileSurvey<?> survey) {
    return ids.stream()
        .filter(id -> survey.cases(id).count() > 0)
        .map(id -> Finding.of(id, survey.cases(id), survey.count()))
        .toList();
  }

  /** Fields that nothing reads, and null fields. */
  static List<Finding> fields(DataFile file, FileSurvey<?> survey) {
    List<Finding> findings = new ArrayList<>();
    boolean json = file.format() == Format.JSON_LINES;
    for (Map.Entry<String, Occurrences> one : survey.unknownFields().top(NAMES)) {
      findings.add(unknown(json, one.getKey(), one.getValue(), survey));
    }
    for (Map.Entry<String, Occurrences> one : survey.nulls().top(NAMES)) {
      String field = Words.quoted(one.getKey());
      findings.add(Finding.of("null-field", one.getValue(), survey.count(), field));
    }
    return findings;
  }

  private static Finding unknown(
      boolean json, String name, Occurrences cases, FileSurvey<?> survey) {
    String subject =
        json
            ? "The unknown field " + cases.example() + " of " + Words.count(cases.count(), "line")
            : "The column " + cases.example();
    Optional<String> nearest = NearestName.of(name, survey.fields());
    if (nearest.isPresent()) {
      String key = "unknown-field/misspelt";
      return Finding.of(key, cases, survey.count(), subject, nearest.get());
    }
    if (survey instanceof ItemSurvey) {
      return Finding.of("unknown-field/spare", cases.count(), survey.count(), subject);
    }
    String hint = json ? " Attributes of items belong into attributes." : "";
    return Finding.of("unknown-field", cases.count(), survey.count(), subject, hint);
  }
}
