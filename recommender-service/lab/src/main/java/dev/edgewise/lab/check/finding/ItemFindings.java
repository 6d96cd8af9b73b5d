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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the items mean for the service. */
public final class ItemFindings {
  private static final int TOP = 10;
  private static final double MOST_WITHOUT = 0.2;
  private static final double MOST_COLD = 0.5;
  private static final Map<String, String> TAGS = Map.of("English", "en", "Korean", "ko");

  private final DataFile file;
  private final ItemSurvey items;
  private final EventSurvey events;
  private final List<Finding> findings = new ArrayList<>();

  private ItemFindings(DataFile file, ItemSurvey items, EventSurvey events) {
    this.file = file;
    this.items = items;
    this.events = events;
  }

  /**
   * The section about the items.
   *
   * @param category the catalogue's name for its categories, for example {@code genre}
   */
  public static Section of(DataFile file, ItemSurvey items, EventSurvey events, String category) {
    ItemFindings made = new ItemFindings(file, items, events);
    made.identity();
    made.categories(category);
    made.texts();
    made.times();
    made.cold();
    made.findings.addAll(
        FileFindings.unknownFields(file, items.unknownFields(), ItemSurvey.FIELDS, items.size()));
    made.findings.addAll(FileFindings.nulls(items.nulls()));
    List<Table> tables = new ArrayList<>(made.tables(category));
    tables.addAll(FileFindings.badLines(items.bad()));
    return new Section("Items", made.findings, tables);
  }

  private void identity() {
    findings.add(
        Finding.note(
            "items",
            items.size(),
            Words.count(items.size(), "item")
                + " in "
                + file.path().getFileName()
                + " ("
                + file.format().label()
                + ")."));
    findings.addAll(FileFindings.of(file, items.bad(), items.size()));
    if (items.size() == 0) {
      findings.add(
          Finding.problem(
              "no-items",
              0,
              1,
              "No item can be read, so there is nothing to recommend.",
              "Write one item a line, such as {\"id\":\"1\",\"title\":\"A title\"}."));
    }
    Occurrences same = items.repeatedIds();
    if (same.count() > 0) {
      findings.add(
          Finding.problem(
                  "repeated-ids",
                  same.count(),
                  items.size(),
                  Words.count(same.count(), "item has", "items have")
                      + " the id of an earlier item; evaluate, demo and train stop at the first.",
                  "Give each item of " + file.path().getFileName() + " its own id.")
              .at(same));
    }
    Occurrences titles = items.repeatedTitles();
    if (titles.count() > 0) {
      String text =
          Words.count(titles.count(), "item has", "items have")
              + " the title of an earlier item; a list may show both, and users can't tell them"
              + " apart.";
      findings.add(
          titles.count() * 50 > items.size()
              ? Finding.warning(
                      "repeated-titles",
                      titles.count(),
                      items.size(),
                      text,
                      "Merge copies of one item, or make their titles different.")
                  .at(titles)
              : Finding.note("repeated-titles", titles.count(), text).at(titles));
    }
    hidden();
  }

  private void hidden() {
    if (items.hidden() > 0) {
      findings.add(
          Finding.note(
              "hidden",
              items.hidden(),
              Words.count(items.hidden(), "item is", "items are")
                  + " hidden and will not be recommended."));
    }
  }

  private void categories(String category) {
    Occurrences without = items.withoutCategories();
    int different = items.categories().byName().size();
    if (different > 0) {
      String top =
          items.categories().top(5).stream()
              .map(one -> Words.quoted(one.getKey()) + " (" + one.getValue().count() + ")")
              .collect(Collectors.joining(", "));
      findings.add(
          Finding.note(
              "categories",
              different,
              Words.count(different, "category", "categories")
                  + (items.categories().isFull() ? " and more" : "")
                  + ", used as the trait "
                  + category
                  + ". Most frequent: "
                  + top
                  + "."));
    }
    if (without.count() > 0) {
      String text =
          Words.count(without.count(), "item has", "items have")
              + " no categories ("
              + Words.percent(without.count(), items.size())
              + "); tastes are learnt by categories and other traits, and lists are mixed by them.";
      findings.add(
          without.count() > MOST_WITHOUT * items.size()
              ? Finding.warning(
                      "without-categories",
                      without.count(),
                      items.size(),
                      text,
                      "Give each item one to three categories.")
                  .at(without)
              : Finding.note("without-categories", without.count(), text).at(without));
    }
    Occurrences blank = items.blankCategories();
    if (blank.count() > 0) {
      findings.add(
          Finding.warning(
                  "blank-categories",
                  blank.count(),
                  items.size(),
                  Words.count(blank.count(), "category is", "categories are")
                      + " blank; a blank category becomes a taste without a name.",
                  "Remove blank categories.")
              .at(blank));
    }
    findings.addAll(AttributeFindings.of(items));
  }

  private void texts() {
    long with = items.size() - items.withoutText().count();
    findings.add(
        Finding.note(
            "texts",
            with,
            with == 0
                ? "No item has a text; search and the content source use titles and traits only."
                : Words.count(with, "item has", "items have")
                    + " a text ("
                    + Words.percent(with, items.size())
                    + "), of "
                    + Math.round(items.textLengths().getAverage())
                    + " characters on average and at most "
                    + items.textLengths().getMax()
                    + "."));
    if (items.size() > 0) {
      languages();
    }
    Occurrences broken = items.brokenCharacters();
    if (broken.count() > 0) {
      findings.add(
          Finding.warning(
                  "broken-characters",
                  broken.count(),
                  items.size(),
                  Words.count(broken.count(), "item has", "items have")
                      + " the sign \ufffd, which a wrong encoding leaves behind.",
                  "Save " + file.path().getFileName() + " as UTF-8.")
              .at(broken));
    }
  }

  private void languages() {
    String shares =
        items.languages().top(TOP).stream()
            .map(one -> one.getKey() + " " + Words.percent(one.getValue().count(), items.size()))
            .collect(Collectors.joining(", "));
    findings.add(
        Finding.note("languages", 0, "Languages of titles and texts, by a guess: " + shares + "."));
    for (Map.Entry<String, Occurrences> one : items.languages().byName().entrySet()) {
      boolean another = one.getKey().contains("script") || one.getKey().contains("ese");
      if (!hasSentences(one.getKey()) && another && one.getValue().count() * 10 > items.size()) {
        findings.add(
            Finding.warning(
                    "language-without-sentences",
                    one.getValue().count(),
                    items.size(),
                    Words.count(one.getValue().count(), "item is", "items are")
                        + " in "
                        + one.getKey()
                        + "; the service has its own sentences in English and Korean only, so"
                        + " reasons stand in one of these around such titles.",
                    "CONTRIBUTING.md (How to add: a language) describes the file that a language"
                        + " needs.")
                .at(one.getValue()));
      }
    }
  }

  private static boolean hasSentences(String language) {
    String tag = TAGS.get(language);
    return tag != null && Language.of(tag).tag().equals(tag);
  }

  private void times() {
    Occurrences published = items.published();
    findings.add(
        Finding.note(
            "published",
            published.count(),
            published.count() == 0
                ? "No item has a time of publication; the service can't know which are new."
                : Words.count(published.count(), "item has", "items have")
                    + " a time of publication ("
                    + Words.percent(published.count(), items.size())
                    + ")."));
    Occurrences future = items.future();
    if (future.count() > 0) {
      findings.add(
          Finding.warning(
                  "published-in-future",
                  future.count(),
                  items.size(),
                  Words.count(future.count(), "item is", "items are")
                      + " published in the future, but will be recommended at once.",
                  "Set hidden to true until an item may be shown.")
              .at(future));
    }
  }

  private void cold() {
    long cold = IntStream.range(0, items.size()).filter(i -> events.eventsOf(i) == 0).count();
    if (cold == 0) {
      return;
    }
    String text =
        Words.count(cold, "item has", "items have")
            + " no events ("
            + Words.percent(cold, items.size())
            + "); only the content source and the reserve for new items can find them.";
    findings.add(
        cold > MOST_COLD * items.size()
            ? Finding.warning(
                "cold-items",
                cold,
                items.size(),
                text,
                "Check that events and items are of the same catalogue, or add older events.")
            : Finding.note("cold-items", cold, text));
  }

  private List<Table> tables(String category) {
    List<Table> tables = new ArrayList<>();
    if (!items.categories().byName().isEmpty()) {
      tables.add(
          new Table(
              "Most frequent categories (trait " + category + ")",
              List.of("category", "items"),
              items.categories().top(TOP).stream()
                  .map(one ->
                      List.of(
                          Words.quoted(one.getKey()),
                          String.format(Locale.ROOT, "%,d", one.getValue().count())))
                  .toList(),
              1));
    }
    if (!items.attributes().isEmpty()) {
      tables.add(AttributeFindings.table(items));
    }
    return tables;
  }
}
