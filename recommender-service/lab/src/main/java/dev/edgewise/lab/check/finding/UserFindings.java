/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.check.survey.UserCounts;
import dev.edgewise.lab.evaluate.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the numbers of events by user show. It names no users, only lines of the file. */
final class UserFindings {
  private static final double MUCH = 0.01;
  private static final int MANY = 100;
  private static final int ABOVE_MEAN = 10;
  private static final int SHOWN = 5;
  private static final List<String> BUCKETS = List.of("1-4", "5-19", "20-99", "100+");

  private UserFindings() {}

  static List<Finding> of(EventSurvey events) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Occurrences> one : events.nobody().byName().entrySet()) {
      findings.add(
          Finding.warning(
                  "anonymous",
                  one.getValue().count(),
                  events.count(),
                  Words.count(one.getValue().count(), "event is", "events are")
                      + " of the user \""
                      + one.getKey()
                      + "\", which seems to stand for many people; the service takes it for one"
                      + " person.",
                  "Leave out events of unknown people, or give each visit an id.")
              .at(one.getValue()));
    }
    long all = events.users().values().stream().mapToLong(UserCounts::events).sum();
    double mean = all / Math.max(1.0, events.users().size());
    events.users().entrySet().stream()
        .filter(user -> user.getValue().events() >= MANY)
        .filter(user -> user.getValue().events() > Math.max(MUCH * all, ABOVE_MEAN * mean))
        .sorted(
            Map.Entry.<String, UserCounts>comparingByValue(
                (a, b) -> Integer.compare(b.events(), a.events())))
        .limit(SHOWN)
        .forEach(user -> findings.add(active(user.getValue(), all)));
    return findings;
  }

  private static Finding active(UserCounts user, long all) {
    Occurrences place = new Occurrences();
    place.add(user.firstLine(), "");
    return Finding.warning(
            "very-active-user",
            user.events(),
            all,
            "One user has "
                + Words.count(user.events(), "event")
                + " ("
                + Words.percent(user.events(), all)
                + " of all), perhaps a machine or a shared account; it distorts what goes"
                + " together.",
            "Leave out the events of machines.")
        .at(place);
  }

  /** Users by their number of events. */
  static Table table(EventSurvey events) {
    long[] users = new long[BUCKETS.size()];
    long[] counts = new long[BUCKETS.size()];
    for (UserCounts user : events.users().values()) {
      int bucket = user.events() < 5 ? 0 : user.events() < 20 ? 1 : user.events() < 100 ? 2 : 3;
      users[bucket]++;
      counts[bucket] += user.events();
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < users.length; i++) {
      rows.add(
          List.of(
              BUCKETS.get(i),
              String.format(Locale.ROOT, "%,d", users[i]),
              String.format(Locale.ROOT, "%,d", counts[i])));
    }
    return new Table(
        "Users by number of events", List.of("events of a user", "users", "events"), rows, 1);
  }
}
