/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.Finding.Level;
import dev.edgewise.lab.check.finding.Section;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.lab.template.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes the result of a check as text, as one JSON document and as a web page. */
public final class CheckReports {
  /** The page's file name. */
  public static final String PAGE = "check.html";

  /** File name of the JSON document. */
  public static final String DOCUMENT = "check.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WIDTH = 96;

  private CheckReports() {}

  /** Sentences and tables of plain text. */
  public static String text(CheckResult result) {
    StringBuilder text = new StringBuilder(result.verdict()).append(".\n");
    int place = 0;
    for (Finding finding : result.mostImportant()) {
      text.append(place == 0 ? "\nMost important:\n" : "");
      wrap(text, ++place + ". ", finding.text() + " " + finding.advice());
    }
    for (Section section : result.sections()) {
      text.append('\n').append(section.title()).append('\n');
      for (Finding finding : section.findings()) {
        boolean note = finding.level() == Level.NOTE;
        wrap(text, "- ", (note ? "" : finding.level().label() + ": ") + finding.sentences());
      }
      for (Table table : section.tables()) {
        text.append("\n  ").append(table.title()).append('\n');
        table.lines().forEach(line -> text.append("  ").append(line).append('\n'));
      }
    }
    return text.toString();
  }

  /** Appends a paragraph behind a mark, in lines of bounded length where words allow it. */
  private static void wrap(StringBuilder text, String mark, String paragraph) {
    int column = mark.length();
    text.append(mark);
    for (String word : paragraph.split(" ", -1)) {
      if (column > mark.length() && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(mark.length()));
        column = mark.length();
      } else if (column > mark.length()) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }

  /** One JSON document; docs/check.md describes its members. */
  public static String json(CheckResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", result.verdict());
    json.put("ready", result.isReady());
    json.put("problems", result.problems().size());
    json.put("warnings", result.warnings().size());
    json.put("items", result.items());
    json.put("events", result.events());
    json.put("mostImportant", result.mostImportant().stream().map(CheckReports::member).toList());
    json.put("sections", result.sections().stream().map(CheckReports::member).toList());
    Evaluation evaluation = result.evaluation();
    if (evaluation != null) {
      Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
      evaluation.rankers().forEach((name, of) -> metrics.put(name, of.metrics()));
      json.put("evaluation", metrics);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  private static Map<String, Object> member(Section section) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", section.title());
    json.put("findings", section.findings().stream().map(CheckReports::member).toList());
    json.put("tables", section.tables().stream().map(CheckReports::member).toList());
    return json;
  }

  private static Map<String, Object> member(Table table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", table.title());
    json.put("header", table.header());
    json.put("rows", table.rows());
    return json;
  }

  private static Map<String, Object> member(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", finding.id());
    json.put("level", finding.level().label().toLowerCase(Locale.ROOT));
    json.put("count", finding.count());
    json.put("text", finding.text());
    if (finding.line() > 0) {
      json.put("line", finding.line());
      json.put("example", finding.example());
    }
    if (!finding.advice().isEmpty()) {
      json.put("advice", finding.advice());
    }
    return json;
  }

  /**
   * Writes page and document into a directory, each whole or not at all.
   *
   * @throws IOException when one can't be written
   */
  public static void write(CheckResult result, Path directory) throws IOException {
    AtomicFile.write(directory.resolve(DOCUMENT), json(result) + "\n");
    AtomicFile.write(directory.resolve(PAGE), Templates.render("check.html", result));
  }
}
