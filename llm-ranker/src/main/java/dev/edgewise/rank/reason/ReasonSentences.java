/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.reason.ReasonPlan.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sentences of one list. Each item gets the best of its plans, but a kind of sentence and a
 * liked item that were named before count less, and no sentence comes twice if there is another.
 */
final class ReasonSentences {
  private static final double SAME_KIND = 0.4;
  private static final double SAME_FACT = 0.4;

  /** Of two reasons whose most told facts are equal, the one with fresher facts is better. */
  private static final double EACH_FACT = 0.04;

  private static final double SAME_TEXT = 15; // rather a second time than nothing of the user's

  /**
   * In a long list, a reason that rests on something of the user's still costs less than another.
   */
  private static final int MOST_COUNTED = 10;

  private static final double SECOND_POPULAR = 2_000;

  private final Language language;
  private final ReasonPlans plans;
  private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
  private final Map<String, Integer> keys = new HashMap<>();
  private final Map<String, Integer> subjects = new HashMap<>();
  private final Set<String> texts = new HashSet<>();

  ReasonSentences(Language language, ReasonPlans plans) {
    this.language = language;
    this.plans = plans;
  }

  /** A plan and its sentence. */
  record Sentence(ReasonPlan plan, String text) {}

  /** Returns the sentence for the next item of the list. */
  Sentence next(Candidate item) {
    Sentence best = null;
    double least = Double.POSITIVE_INFINITY;
    for (ReasonPlan plan : plans.of(item)) {
      Sentence sentence = new Sentence(plan, say(plan));
      double cost = cost(sentence);
      if (best == null || cost < least) {
        best = sentence;
        least = cost;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no plan for item " + item.id());
    }
    kinds.merge(best.plan.kind(), 1, Integer::sum);
    keys.merge(best.plan.key(), 1, Integer::sum);
    best.plan.facts().stream()
        .map(Fact::subject)
        .distinct()
        .forEach(subject -> subjects.merge(subject, 1, Integer::sum));
    texts.add(best.text);
    return best;
  }

  private String say(ReasonPlan plan) {
    String sentence = language.say(plan.key(), keys.getOrDefault(plan.key(), 0), plan.values());
    String before = plan.values().get(ReasonPlan.BEFORE);
    String behind = plan.values().get(ReasonPlan.BEHIND);
    return (before == null ? "" : ended(before) + " ")
        + sentence
        + (behind == null ? "" : " " + behind);
  }

  /** A text with a full stop, which notes in some languages go without. */
  private static String ended(String text) {
    int last = text.codePointBefore(text.length());
    return Character.isLetterOrDigit(last) ? text + "." : text;
  }

  private double cost(Sentence sentence) {
    ReasonPlan plan = sentence.plan;
    int used = Math.min(MOST_COUNTED, kinds.getOrDefault(plan.kind(), 0));
    double cost = plan.cost() + (plan.kind() == Kind.TEXT ? 0 : SAME_KIND * used);
    int named = 0;
    int all = 0;
    for (Fact fact : plan.facts()) {
      boolean text = fact.kind() == Fact.Kind.SAYS; // each has its own words
      int times = text ? 0 : Math.min(MOST_COUNTED, subjects.getOrDefault(fact.subject(), 0));
      named = Math.max(named, times);
      all += times;
    }
    cost += SAME_FACT * named + EACH_FACT * all;
    cost += plan.kind() == Kind.POPULAR && used > 0 ? SECOND_POPULAR : 0;
    return cost + (texts.contains(sentence.text) ? SAME_TEXT : 0);
  }

  /** Returns the sentences for a whole list. */
  List<Sentence> of(List<Candidate> list) {
    return list.stream().map(this::next).collect(Collectors.toList());
  }
}
