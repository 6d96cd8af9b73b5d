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
  private static final int PAIRS = 50;
  private static final int RECENT = 50;
  private static final int EXAMPLES = 300;

  /** How much of the data a weak source concerns, to order the advice. */
  private static final double WEAK = 0.3;

  /**
   * The section about what will work.
   *
   * @param sources names of the sources, as {@code Candidates.sources} gives them
   */
  public Section of(List<String> sources) {
    List<Finding> findings = new ArrayList<>();
    sources.forEach(source -> findings.add(source(source)));
    findings.add(ranker());
    return new Section("What will work", findings, List.of());
  }

  private Finding source(String name) {
    return switch (name) {
      case "trending" -> trending();
      case "popularity" -> likesOfMany(name, 1, "needs items that users like", 1);
      case "ease" -> likesOfMany(name, 2, "needs items that two or more users like", PAIRS);
      case "itemknn", "rp3beta" -> pairs(name);
      case "content" -> content();
      case "new" -> newItems();
      default -> pairs(name);
    };
  }

  private Finding trending() {
    String text = Words.count(likes.recentLikes(), "like") + " in the last 14 days of the events";
    return likes.recentLikes() >= RECENT
        ? works("trending", likes.recentLikes(), text)
        : weak(
            "trending",
            likes.recentLikes(),
            "needs likes of the last days: " + text,
            "Add recent events.");
  }

  private Finding likesOfMany(String name, int likers, String need, int least) {
    long count = likes.itemsWithLikers(likers);
    String text =
        need
            + ": "
            + String.format(Locale.ROOT, "%,d", count)
            + " of "
            + Words.count(items.size(), "item has", "items have")
            + " them";
    return count >= least
        ? works(name, count, text)
        : weak(name, count, text, "Add events; a thousand users with five likes each are a start.");
  }

  private Finding pairs(String name) {
    long users = likes.usersWithLikes(2);
    String text =
        "needs users who like two or more items: "
            + String.format(Locale.ROOT, "%,d", users)
            + " of "
            + Words.count(events.users().size(), "user does", "users do");
    return users >= PAIRS
        ? works(name, users, text)
        : weak(name, users, text, "Add events; a thousand users with five likes each are a start.");
  }

  private Finding content() {
    long texts = items.size() - items.withoutText().count();
    long categories = items.size() - items.withoutCategories().count();
    String text =
        "needs titles, texts and traits: "
            + String.format(Locale.ROOT, "%,d", texts)
            + " of "
            + Words.count(items.size(), "item has", "items have")
            + " a text, "
            + String.format(Locale.ROOT, "%,d", categories)
            + " a category";
    boolean titlesOnly = texts == 0 && categories == 0 && items.attributes().isEmpty();
    return titlesOnly || items.size() == 0
        ? weak("content", texts, text, "Add texts and categories to the items.")
        : works("content", texts, text);
  }

  private Finding newItems() {
    return items.published().count() > 0
        ? works(
            "new",
            items.published().count(),
            Words.count(items.published().count(), "item has", "items have")
                + " a time of publication; those of the last 14 days and items added later are new")
        : Finding.note(
            "source-new",
            0,
            "new: waits. It needs items that are added to the running service, or times of"
                + " publication.");
  }

  private Finding works(String name, long count, String text) {
    return Finding.note("source-" + name, count, name + ": works. It " + lower(text) + ".");
  }

  private static String lower(String text) {
    return text.startsWith("needs") ? text : "has " + text;
  }

  private static Finding weak(String name, long count, String text, String advice) {
    return Finding.warning(
            "source-" + name, count, 0, name + ": hardly works. It " + lower(text) + ".", advice)
        .concerning(WEAK);
  }

  private Finding ranker() {
    long examples = likes.examples();
    String text =
        Words.count(examples, "user likes", "users like")
            + " items before the last tenth of the events and others in it;";
    return examples >= EXAMPLES
        ? Finding.note(
            "learned-ranker", examples, text + " enough to fit a ranker to your own events.")
        : Finding.warning(
                "learned-ranker",
                examples,
                0,
                text
                    + " some "
                    + EXAMPLES
                    + " are needed to fit a ranker to your own events. Until"
                    + " then the standard weights rank.",
                "Collect more events, above all of users who come back.")
            .concerning(WEAK);
  }
}
