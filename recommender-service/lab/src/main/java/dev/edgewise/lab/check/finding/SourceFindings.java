/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.LikeSurvey;
import dev.edgewise.rank.feature.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which sources of candidates the data feed, and whether a ranker can be learnt. */
public record SourceFindings(ItemSurvey items, EventSurvey events, LikeSurvey likes) {
  /** How the name of a source ends that scores by the recent history only. */
  private static final String RECENT = "-recent";

  /** EASE learns from items that at least this many users chose. */
  private static final int EASE_USERS = 3;

  private static final int PAIRS = 50;
  private static final String SEQUENCE = Source.SEQUENCE.label();
  private static final int LATEST_CHOICES = 50;
  private static final int RANKER_USERS = 270;

  /** How much of the data a weak source concerns, to order the advice. */
  private static final double WEAK = 0.3;

  private static final String MORE_EVENTS =
      "Add events; a thousand users with five chosen items each are a start.";

  /**
   * The section about what will work.
   *
   * @param sources names of the sources, as {@code Candidates.sources} gives them; two spans of
   *     history of one matrix make one finding, and only a training tells whether the sequential
   *     model works
   */
  public Section of(List<String> sources) {
    List<Finding> findings = new ArrayList<>();
    sources.stream()
        .filter(name -> !name.endsWith(RECENT) && !name.equals(SEQUENCE))
        .forEach(name -> findings.add(source(name)));
    boolean enough = likes.usersWithChoices(2) >= RANKER_USERS;
    String key = enough ? "learned-ranker/works" : "learned-ranker/weak";
    findings.add(Finding.of(key, likes.usersWithChoices(2), 0).concerning(enough ? 0 : WEAK));
    return new Section("What will work", findings, List.of());
  }

  private Finding source(String name) {
    return switch (name) {
      case "trending", "lately" -> latest(name);
      case "popularity" -> chosen(name, 1, 1, "that users chose");
      case "ease" -> chosen(name, EASE_USERS, PAIRS, "that three or more users chose");
      case "content" -> content();
      case "category" -> category();
      case "new" -> newItems();
      default -> pairs(name);
    };
  }

  private Finding latest(String name) {
    long latest = likes.recentChoices();
    String has =
        Words.count(latest, "like or view", "likes or views")
            + " in the last 14 days of the events";
    return finding(name, latest >= LATEST_CHOICES, latest, has, "Add recent events.");
  }

  private Finding chosen(String name, int users, int least, String which) {
    long count = likes.itemsChosenBy(users);
    return finding(name, count >= least, count, share(count) + " " + which, MORE_EVENTS);
  }

  /** Matrices of items that the same user chose; {@code next} also needs their order. */
  private Finding pairs(String name) {
    long users = likes.usersWithChoices(2);
    boolean ordered = !name.equals("next") || events.days().size() > 1;
    String has =
        Words.count(users, "user")
            + String.format(
                Locale.ROOT, " of %,d with two or more chosen items", events.users().size())
            + (ordered ? ", for whole and recent histories" : ", all of one day");
    return finding(name, ordered && users >= PAIRS, users, has, MORE_EVENTS);
  }

  private Finding content() {
    long texts = items.size() - items.cases("without-text").count();
    String has =
        share(texts)
            + String.format(Locale.ROOT, " with a text and %,d with a category", withCategories());
    boolean works = texts + withCategories() + items.attributes().size() > 0;
    return finding("content", works, texts, has, "Add texts and categories to the items.");
  }

  private long withCategories() {
    return items.size() - items.cases("without-categories").count();
  }

  private Finding category() {
    long with = withCategories();
    String has = share(with) + " with a category";
    return finding("category", with > 0, with, has, "Give each item categories.");
  }

  private Finding newItems() {
    long published = items.cases("published").count();
    if (published == 0) {
      return Finding.of("source-new", 0, 0);
    }
    String has = share(published) + " with a time of publication";
    return finding("new", true, published, has, "");
  }

  private String share(long count) {
    return Words.count(count, "item") + String.format(Locale.ROOT, " of %,d", items.size());
  }

  private static Finding finding(
      String name, boolean works, long count, String has, String advice) {
    String key = works ? "source/works" : "source/weak";
    Finding found = Finding.of(key, count, 0, name, has, advice).named("source-" + name);
    return works ? found : found.concerning(WEAK);
  }
}
