/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.PastItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Converts facts that are stated in words. The first word gives the polarity. The traits of the
 * candidates give the subject, so that {@code likes Drama} gets the subject {@code category:Drama}.
 */
final class StatedFacts {
  private static final SignalWeights WEIGHTS =
      SignalWeights.standard().withDefaultScale(new ValueScale(0, 10));

  private static final Set<String> LIKED =
      Set.of("likes", "liked", "loves", "loved", "enjoys", "enjoyed", "prefers");
  private static final Set<String> DISLIKED =
      Set.of("dislikes", "disliked", "hates", "hated", "avoids", "avoided");
  private static final Set<String> SEEN =
      Set.of("watched", "saw", "seen", "read", "viewed", "visited");

  private static final int MAX_LENGTH = 10_000;

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

  /** Adds a statement such as {@code likes Drama}. */
  void add(String statement) {
    String[] words = statement.trim().split("\\s+", 2);
    Fact.Kind kind = kind(words[0]);
    String about = kind == Fact.Kind.IS || words.length < 2 ? statement.trim() : words[1];
    add(kind, subjects.getOrDefault(key(about), "said:" + about), statement);
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

  /** Parses an entry of the history, with the service's weights; ratings are from 0 to 10. */
  static PastItem past(JsonFields<BadInputException> past) {
    String title = past.text("title", MAX_LENGTH);
    Event event =
        new Event(
            "stated",
            "stated",
            "stated",
            title,
            key(past.text("type", MAX_LENGTH)),
            Instant.EPOCH,
            past.numberOrNull("value"),
            List.of(),
            Map.of());
    WEIGHTS
        .objection(event)
        .ifPresent(wrong -> {
          throw new BadInputException("history: " + wrong.field() + ": " + wrong.why());
        });
    return new PastItem(title, title, WEIGHTS.of(event));
  }
}
