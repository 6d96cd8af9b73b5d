/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.LikeSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which sources of candidates the data feed, and whether a ranker can be learnt. */
public record SourceFindings(ItemSurvey items, EventSurvey events, LikeSurvey likes) {
  /** How the name of a source ends that scores by the recent history only. */
  private static final String RECENT = "-recent";

  /** EASE learns from items that at least this many users like. */
  private static final int EASE_USERS = 3;

  private static final int PAIRS = 50;
  private static final int LATEST_LIKES = 50;
  private static final int RANKER_USERS = 270;

  /** How much of the data a weak source concerns, to order the advice. */
  private static final double WEAK = 0.3;

  private static final String MORE_EVENTS =
      "Add events; a thousand users with five likes each are a start.";

  /**
   * The section about what will work.
   *
   * @param sources names of the sources, as {@code Candidates.sources} gives them; two spans of
   *     history of one matrix make one finding
   */
  public Section of(List<String> sources) {
    List<Finding> findings = new ArrayList<>();
    sources.stream()
        .filter(name -> !name.endsWith(RECENT))
        .forEach(name -> findings.add(source(name)));
    boolean enough = likes.usersWithLikes(2) >= RANKER_USERS;
    String key = enough ? "learned-ranker/works" : "learned-ranker/weak";
    findings.add(Finding.of(key, likes.usersWithLikes(2), 0).concerning(enough ? 0 : WEAK));
    return new Section("What will work", findings, List.of());
  }

  private Finding source(String name) {
    return switch (name) {
      case "trending", "lately" -> latest(name);
      case "popularity" -> liked(name, 1, 1, "items that users like");
      case "ease" -> liked(name, EASE_USERS, PAIRS, "items that three or more users like");
      case "content" -> content();
      case "category" -> category();
      case "new" -> newItems();
      default -> pairs(name);
    };
  }

  private Finding latest(String name) {
    long latest = likes.recentLikes();
    String has = Words.count(latest, "like") + " in the last 14 days of the events";
    boolean works = latest >= LATEST_LIKES;
    return finding(name, works, latest, has, "likes of the last days", "Add recent events.");
  }

  private Finding liked(String name, int likers, int least, String need) {
    long count = likes.itemsWithLikers(likers);
    String has = share(count, items.size(), "such item", "such items");
    return finding(name, count >= least, count, has, need, MORE_EVENTS);
  }

  private Finding pairs(String name) {
    long users = likes.usersWithLikes(2);
    String has =
        share(users, events.users().size(), "user", "users")
            + " with two or more likes, for whole and recent histories";
    boolean ordered = !name.equals("next") || events.days().size() > 1;
    String need = "users who like two or more items" + (ordered ? "" : " at different times");
    return finding(name, ordered && users >= PAIRS, users, has, need, MORE_EVENTS);
  }

  private Finding content() {
    long texts = items.size() - items.cases("without-text").count();
    long categories = withCategories();
    String has =
        share(texts, items.size(), "item", "items")
            + " with a text, "
            + categories
            + " with a category";
    boolean titlesOnly = texts == 0 && categories == 0 && items.attributes().isEmpty();
    boolean works = !titlesOnly && items.size() > 0;
    String advice = "Add texts and categories to the items.";
    return finding("content", works, texts, has, "titles, texts and traits", advice);
  }

  private long withCategories() {
    return items.size() - items.cases("without-categories").count();
  }

  private Finding category() {
    long with = withCategories();
    String has = share(with, items.size(), "item", "items") + " with a category";
    return finding("category", with > 0, with, has, "categories", "Give each item categories.");
  }

  private Finding newItems() {
    long published = items.cases("published").count();
    if (published == 0) {
      return Finding.of("source-new", 0, 0);
    }
    String has = share(published, items.size(), "item", "items") + " with a time of publication";
    return finding("new", true, published, has, "", "");
  }

  private static String share(long count, long all, String one, String many) {
    return Words.count(count, one, many) + String.format(Locale.ROOT, " of %,d", all);
  }

  private static Finding finding(
      String name, boolean works, long count, String has, String need, String advice) {
    String key = works ? "source/works" : "source/weak";
    Finding found = Finding.of(key, count, 0, name, has, need, advice).named("source-" + name);
    return works ? found : found.concerning(WEAK);
  }
}
