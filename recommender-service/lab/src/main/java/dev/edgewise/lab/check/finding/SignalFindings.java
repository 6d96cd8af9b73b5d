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

/** What the types and values of the events show: likes, dislikes, or nothing. */
record SignalFindings(EventSurvey events, LikeSurvey likes, SignalWeights signals) {
  private static final int SHOWN = 20;
  private static final double MOST_DISLIKES = 0.5;
  private static final List<String> KNOWN =
      Stream.of(EventType.values()).map(EventType::type).toList();

  List<Finding> types() {
    List<Finding> findings = new ArrayList<>();
    long all = likes.likes() + likes.dislikes() + likes.neutral();
    for (Map.Entry<String, Occurrences> type : events.types().top(SHOWN)) {
      if (isUnknown(type.getKey())) {
        findings.add(unknown(type.getValue()));
      }
    }
    if (likes.likes() == 0 && all > 0) {
      findings.add(
          Finding.problem(
              "no-likes",
              0,
              1,
              "No event counts as a like, so every user gets the same list.",
              "Use types such as like, purchase or read, or set edgewise.events.weights for your"
                  + " own types."));
    } else if (all > 0) {
      findings.add(
          Finding.note(
              "likes",
              likes.likes(),
              Words.percent(likes.likes(), all)
                  + " of the events count as likes, "
                  + Words.percent(likes.dislikes(), all)
                  + " as dislikes, "
                  + Words.percent(likes.neutral(), all)
                  + " as neither."));
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
    return Finding.warning(
            "unknown-type",
            cases.count(),
            events.count(),
            Words.count(cases.count(), "event has", "events have")
                + " the unknown type "
                + type
                + ", which counts as weight 0: such events change no list."
                + near,
            "Rename the type, or set edgewise.events.weights."
                + type
                + " to a weight from -1 to"
                + " 1.")
        .at(cases);
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
    Occurrences outside = likes.outside();
    if (outside.count() > 0) {
      findings.add(
          Finding.warning(
                  "outside-scale",
                  outside.count(),
                  events.count(),
                  Words.count(outside.count(), "rating lies", "ratings lie")
                      + " outside the scale and will be read as its nearest end.",
                  "Correct the values, or name the scale with --scale LOW,HIGH.")
              .at(outside));
    }
    Occurrences without = events.withoutValue();
    if (without.count() > 0) {
      findings.add(
          Finding.warning(
                  "rate-without-value",
                  without.count(),
                  events.count(),
                  Words.count(without.count(), "event of type rate has", "events of type rate have")
                      + " no value and will change nothing.",
                  "Add the value, or use the type like or dislike.")
              .at(without));
    }
    return findings;
  }

  private static Finding scale(ScaleTaken taken, DoubleSummaryStatistics ratings) {
    String text =
        Words.count(ratings.getCount(), "rating")
            + " from "
            + Words.number(ratings.getMin())
            + " to "
            + Words.number(ratings.getMax())
            + ", read on the scale "
            + Words.scale(taken.scale())
            + " ("
            + taken.origin().label()
            + ").";
    return taken.origin() == Origin.STANDARD || taken.origin() == Origin.LEARNT
        ? Finding.warning(
            "scale",
            ratings.getCount(),
            ratings.getCount(),
            text,
            "Declare the scale of your ratings: \"values\":{\"rate\":{\"low\":"
                + Words.number(ratings.getMin())
                + ",\"high\":"
                + Words.number(ratings.getMax())
                + "}} in catalogue.json beside the items, if these are its ends.")
        : Finding.note("scale", ratings.getCount(), text);
  }

  private Finding liked() {
    long rated =
        events.ratings().values().stream().mapToLong(DoubleSummaryStatistics::getCount).sum();
    String text =
        Words.percent(likes.ratedLikes(), rated)
            + " of the ratings count as likes and "
            + Words.percent(likes.ratedDislikes(), rated)
            + " as dislikes under this scale.";
    return likes.ratedDislikes() > MOST_DISLIKES * rated
        ? Finding.warning(
            "mostly-dislikes",
            likes.ratedDislikes(),
            rated,
            text,
            "Check the scale; people mostly rate what they like.")
        : Finding.note("rated", rated, text);
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
    return weight > 0 ? "a like" : weight < 0 ? "a dislike" : "no opinion";
  }

  private String weight(String type) {
    return type.equals(EventType.RATE.type())
        ? "-1 to 1"
        : Words.number(signals.weights().getOrDefault(type, 0.0));
  }
}
