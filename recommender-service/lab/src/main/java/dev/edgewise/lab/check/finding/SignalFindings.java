/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.read.NearestName;
import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.LikeSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.check.survey.ScaleTaken;
import dev.edgewise.lab.check.survey.ScaleTaken.Origin;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the types and values of the events show: likes, dislikes, interest, or nothing. */
record SignalFindings(EventSurvey events, LikeSurvey likes, SignalWeights signals) {
  private static final int SHOWN = 20;
  private static final double MOST_DISLIKES = 0.5;
  private static final List<String> KNOWN =
      Stream.of(EventType.values()).map(EventType::type).toList();

  List<Finding> types() {
    List<Finding> findings = new ArrayList<>();
    long all = likes.likes() + likes.dislikes() + likes.interest() + likes.neutral();
    for (Map.Entry<String, Occurrences> type : events.types().top(SHOWN)) {
      if (isUnknown(type.getKey())) {
        findings.add(unknown(type.getValue()));
      }
    }
    if (likes.likes() + likes.interest() == 0 && all > 0) {
      findings.add(Finding.of("no-likes", 0, 0));
    } else if (all > 0) {
      String dislikes = Words.percent(likes.dislikes(), all);
      String interest = Words.percent(likes.interest(), all);
      String neither = Words.percent(likes.neutral(), all);
      findings.add(Finding.of("likes", likes.likes(), all, dislikes, interest, neither));
    }
    return findings;
  }

  private boolean isUnknown(String type) {
    return EventType.of(type).isEmpty()
        && !ProfileRequest.isReserved(type)
        && !signals.weights().containsKey(type);
  }

  private Finding unknown(Occurrences cases) {
    String type = cases.example();
    String near = NearestName.of(type, KNOWN).map(name -> " Did you mean " + name + "?").orElse("");
    return Finding.of("unknown-type", cases, events.count(), type, near);
  }

  List<Finding> ratings(List<ScaleTaken> scales) {
    List<Finding> findings = new ArrayList<>();
    for (ScaleTaken taken : scales) {
      DoubleSummaryStatistics ratings = events.ratings().get(taken.source());
      if (ratings != null) {
        findings.add(scale(taken, ratings));
      }
    }
    if (!findings.isEmpty()) {
      findings.add(liked());
    }
    likes
        .refused()
        .byName()
        .forEach((id, cases) -> findings.add(Finding.of(id, cases, events.count())));
    return findings;
  }

  /** A scale that ends where the ratings end needs no declaration. */
  private static Finding scale(ScaleTaken taken, DoubleSummaryStatistics ratings) {
    double low = ratings.getMin();
    double high = ratings.getMax();
    return Finding.of(
            "scale",
            ratings.getCount(),
            ratings.getCount(),
            Words.number(low),
            Words.number(high),
            taken.scale(),
            taken.origin().label())
        .asNote(
            taken.origin() != Origin.LEARNT
                || (taken.scale().low() == low && taken.scale().high() == high));
  }

  private Finding liked() {
    long rated =
        events.ratings().values().stream().mapToLong(DoubleSummaryStatistics::getCount).sum();
    long disliked = likes.ratedDislikes();
    return disliked > MOST_DISLIKES * rated
        ? Finding.of("mostly-dislikes", disliked, rated, Words.percent(likes.ratedLikes(), rated))
        : Finding.of("rated", likes.ratedLikes(), rated, Words.percent(disliked, rated));
  }

  /** The types of the events, their numbers and meanings. */
  Table table() {
    return new Table(
        "Types of events",
        List.of("type", "it means", "events", "weight"),
        events.types().top(SHOWN).stream()
            .map(type ->
                List.of(
                    type.getValue().example(),
                    meaning(type.getKey()),
                    String.format(Locale.ROOT, "%,d", type.getValue().count()),
                    weight(type.getKey())))
            .toList(),
        2);
  }

  private String meaning(String type) {
    if (ProfileRequest.isReserved(type)) {
      return "a request about the own profile";
    }
    if (isUnknown(type)) {
      return "unknown: no effect";
    }
    if (type.equals(EventType.RATE.type())) {
      return "the value decides";
    }
    double weight = signals.weights().getOrDefault(type, 0.0);
    if (!EventType.isOpinion(type, null, weight)) {
      return weight > 0 ? "interest, no opinion" : "no opinion";
    }
    return weight > 0 ? "a like" : "a dislike";
  }

  private String weight(String type) {
    return type.equals(EventType.RATE.type())
        ? "-1 to 1"
        : Words.number(signals.weights().getOrDefault(type, 0.0));
  }
}
