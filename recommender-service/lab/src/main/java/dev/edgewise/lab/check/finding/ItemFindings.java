/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.rank.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the items mean for the service. */
public final class ItemFindings {
  private static final int TOP = 10;
  private static final double FEW_REPEATED = 0.02;
  private static final double FEW_WITHOUT = 0.2;
  private static final double FEW_COLD = 0.5;
  private static final double FEW_IN_LANGUAGE = 0.1;
  private static final Map<String, String> TAGS = Map.of("English", "en", "Korean", "ko");

  private final DataFile file;
  private final ItemSurvey items;
  private final List<Finding> findings = new ArrayList<>();

  private ItemFindings(DataFile file, ItemSurvey items) {
    this.file = file;
    this.items = items;
  }

  /**
   * The section about the items.
   *
   * @param category the catalogue's name for its categories, for example {@code genre}
   */
  public static Section of(DataFile file, ItemSurvey items, EventSurvey events, String category) {
    ItemFindings made = new ItemFindings(file, items);
    made.identity();
    made.categories(category);
    made.texts();
    made.times();
    made.cold(events);
    made.findings.addAll(FileFindings.fields(file, items));
    List<Table> tables = new ArrayList<>(AttributeFindings.table(items));
    tables.addAll(FileFindings.badLines(items.bad()));
    return new Section("Items", made.findings, tables);
  }

  private void add(String key, long count, Object... details) {
    findings.add(Finding.of(key, count, items.size(), details));
  }

  private void identity() {
    add("items", items.size(), file.path().getFileName(), file.format().label());
    findings.addAll(FileFindings.lines(file, items));
    if (items.size() == 0) {
      add("no-items", 0);
    }
    findings.addAll(FileFindings.cases(List.of("repeated-ids"), items));
    addIfMany("repeated-titles", FEW_REPEATED);
    if (items.cases("hidden").count() > 0) {
      add("hidden", items.cases("hidden").count());
    }
  }

  /** Adds a finding about the cases, if any; a note when they are few. */
  private void addIfMany(String id, double few) {
    Occurrences cases = items.cases(id);
    if (cases.count() > 0) {
      boolean harmless = cases.count() <= few * items.size();
      findings.add(Finding.of(id, cases, items.size()).asNote(harmless));
    }
  }

  private void categories(String category) {
    int different = items.categories().byName().size();
    if (different > 0) {
      String top =
          items.categories().top(TOP).stream()
              .map(one -> Words.quoted(one.getKey()) + " (" + one.getValue().count() + ")")
              .collect(Collectors.joining(", "));
      add("categories", different, category, items.categories().isFull() ? " and more" : "", top);
    }
    addIfMany("without-categories", FEW_WITHOUT);
    findings.addAll(FileFindings.cases(List.of("blank-categories"), items));
    findings.addAll(AttributeFindings.of(items));
  }

  private void texts() {
    long with = items.size() - items.cases("without-text").count();
    if (with == 0) {
      add("texts/none", 0);
    } else {
      long mean = Math.round(items.textLengths().getAverage());
      add("texts", with, mean, items.textLengths().getMax());
    }
    if (items.size() > 0) {
      languages();
    }
    findings.addAll(FileFindings.cases(List.of("broken-characters"), items));
  }

  private void languages() {
    String shares =
        items.languages().top(TOP).stream()
            .map(one -> one.getKey() + " " + Words.percent(one.getValue().count(), items.size()))
            .collect(Collectors.joining(", "));
    add("languages", 0, shares);
    items
        .languages()
        .byName()
        .forEach((language, cases) -> {
          boolean another = language.contains("script") || language.contains("ese");
          boolean many = cases.count() > FEW_IN_LANGUAGE * items.size();
          if (another && many && !hasSentences(language)) {
            String key = "language-without-sentences";
            findings.add(Finding.of(key, cases, items.size(), language));
          }
        });
  }

  private static boolean hasSentences(String language) {
    String tag = TAGS.get(language);
    return tag != null && Language.of(tag).tag().equals(tag);
  }

  private void times() {
    long published = items.cases("published").count();
    add(published == 0 ? "published/none" : "published", published);
    findings.addAll(FileFindings.cases(List.of("published-in-future"), items));
  }

  private void cold(EventSurvey events) {
    long cold = IntStream.range(0, items.size()).filter(i -> events.eventsOf(i) == 0).count();
    if (cold > 0) {
      boolean harmless = cold <= FEW_COLD * items.size();
      findings.add(Finding.of("cold-items", cold, items.size()).asNote(harmless));
    }
  }
}
