/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.json;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext.PastItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Facts about a user that are stated in words: polarity is told by their first word, and what they
 * are about by the traits of the candidates, so that {@code likes Drama} meets {@code
 * category:Drama}.
 */
final class StatedFacts {
  private static final Set<String> LIKED =
      Set.of("likes", "liked", "loves", "loved", "enjoys", "enjoyed", "prefers");
  private static final Set<String> DISLIKED =
      Set.of("dislikes", "disliked", "hates", "hated", "avoids", "avoided");
  private static final Set<String> SEEN =
      Set.of("watched", "saw", "seen", "read", "viewed", "visited");

  private static final Set<String> LIKING_TYPES =
      Set.of("like", "love", "purchase", "add", "share");
  private static final Set<String> DISLIKING_TYPES = Set.of("dislike", "hide", "return", "skip");

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, String> subjects = new HashMap<>();

  StatedFacts(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      for (Fact fact : candidate.facts()) {
        String subject = fact.subject();
        subjects.putIfAbsent(key(fact.text()), subject);
        subjects.putIfAbsent(key(subject.substring(subject.indexOf(':') + 1)), subject);
      }
    }
  }

  /** Takes a statement such as {@code likes Drama}. */
  void add(String statement) {
    String[] words = statement.trim().split("\\s+", 2);
    Fact.Kind kind = kind(words[0]);
    String about = kind == Fact.Kind.IS || words.length < 2 ? statement.trim() : words[1];
    add(kind, subjects.getOrDefault(key(about), "said:" + about), statement);
  }

  /** Takes what the user is looking for. */
  void addQuery(String query) {
    add(Fact.Kind.HAS, "query", "looking for " + query);
  }

  private void add(Fact.Kind kind, String subject, String text) {
    facts.add(new Fact("P" + (facts.size() + 1), kind, subject, text));
  }

  List<Fact> list() {
    return facts;
  }

  private static Fact.Kind kind(String word) {
    String verb = key(word);
    if (LIKED.contains(verb)) {
      return Fact.Kind.LIKED;
    }
    if (DISLIKED.contains(verb)) {
      return Fact.Kind.DISLIKED;
    }
    return SEEN.contains(verb) ? Fact.Kind.WATCHED : Fact.Kind.IS;
  }

  private static String key(String text) {
    return text.trim().toLowerCase(Locale.ROOT);
  }

  /**
   * An entry of the history; a rating's value goes from 0 to 10, other types speak for themselves.
   */
  static PastItem past(JsonFields past) {
    String title = past.requiredText("title");
    String type = key(past.requiredText("type"));
    double weight = LIKING_TYPES.contains(type) ? 1 : DISLIKING_TYPES.contains(type) ? -1 : 0;
    if (type.equals("rate")) {
      double value =
          past.number("value")
              .orElseThrow(() ->
                  new BadRequestException(past.path("value") + " is missing: rate needs one"));
      if (value < 0 || value > 10) {
        throw new BadRequestException(past.path("value") + " should be from 0 to 10, not " + value);
      }
      weight = (value - 5) / 5;
    }
    return new PastItem(title, title, weight);
  }
}
