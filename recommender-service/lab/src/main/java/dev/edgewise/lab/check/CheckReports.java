/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.Finding.Level;
import dev.edgewise.lab.check.finding.Section;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.lab.template.Templates;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the result of a check as text, as one JSON document and as a web page. */
public final class CheckReports {
  /** The page's file name. */
  public static final String PAGE = "check.html";

  /** File name of the JSON document. */
  public static final String DOCUMENT = "check.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(Table.class, TableMembers.class)
          .addMixIn(Finding.class, FindingMembers.class)
          .addMixIn(Level.class, LevelName.class)
          .build();

  /** As many words as fit into 94 characters, or one that is longer. */
  private static final Pattern LINE = Pattern.compile("\\S(?:.{0,92}\\S)?(?= |$)|\\S+");

  private CheckReports() {}

  @JsonIncludeProperties({"title", "header", "rows"})
  interface TableMembers {}

  @JsonIgnoreProperties("share")
  @JsonPropertyOrder({"id", "level", "count", "text", "line", "example", "advice"})
  interface FindingMembers {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    long line();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    String example();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    String advice();
  }

  interface LevelName {
    @JsonValue
    String word();
  }

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
    if (!result.description().isEmpty()) {
      text.append("\nA catalogue.json to start from; docs/catalogue.md explains it\n")
          .append(written(result.description()))
          .append('\n');
    }
    return text.toString();
  }

  /** Appends a paragraph behind a mark, in lines of bounded length where words allow it. */
  private static void wrap(StringBuilder text, String mark, String paragraph) {
    String indented = "\n" + " ".repeat(mark.length());
    text.append(mark)
        .append(
            LINE.matcher(paragraph)
                .results()
                .map(line -> line.group().strip())
                .collect(Collectors.joining(indented)))
        .append('\n');
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
    json.put("mostImportant", result.mostImportant());
    json.put("sections", result.sections());
    if (!result.evaluation().isEmpty()) {
      json.put("evaluation", result.evaluation());
    }
    if (!result.description().isEmpty()) {
      json.put("catalogue", result.description());
    }
    return written(json);
  }

  private static String written(Map<String, Object> json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  /**
   * Writes page and document into a directory, each whole or not at all, and a description of the
   * catalogue to start from if it has none.
   *
   * @throws IOException when one can't be written
   */
  public static void write(CheckResult result, Path directory) throws IOException {
    AtomicFile.write(directory.resolve(DOCUMENT), json(result) + "\n");
    AtomicFile.write(directory.resolve(PAGE), Templates.render("check.html", result));
    if (!result.description().isEmpty()) {
      AtomicFile.write(
          directory.resolve(CatalogueDescription.FILE), written(result.description()) + "\n");
    }
  }
}
