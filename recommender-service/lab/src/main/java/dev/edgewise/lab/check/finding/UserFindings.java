/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.check.survey.UserCounts;
import dev.edgewise.lab.evaluate.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the numbers of events by user show. It names no users, only lines of the file. */
final class UserFindings {
  private static final double MUCH = 0.01;
  private static final int MANY = 100;
  private static final int ABOVE_MEAN = 10;
  private static final List<String> BUCKETS = List.of("1-4", "5-19", "20-99", "100+");

  private UserFindings() {}

  static List<Finding> of(EventSurvey events) {
    List<Finding> findings = new ArrayList<>();
    events
        .nobody()
        .byName()
        .forEach(
            (user, cases) -> findings.add(Finding.of("anonymous", cases, events.count(), user)));
    long all = events.users().values().stream().mapToLong(UserCounts::events).sum();
    double mean = all / Math.max(1.0, events.users().size());
    double much = Math.max(MUCH * all, ABOVE_MEAN * mean);
    List<UserCounts> active =
        events.users().values().stream()
            .filter(user -> user.events() >= MANY && user.events() > much)
            .sorted(Comparator.comparingInt(UserCounts::events).reversed())
            .toList();
    if (!active.isEmpty()) {
      findings.add(active(active, all));
    }
    return findings;
  }

  /** One finding about all of them; the place is that of the most active one. */
  private static Finding active(List<UserCounts> users, long all) {
    Occurrences place = new Occurrences();
    place.add(users.getFirst().firstLine(), "");
    long events = users.stream().mapToLong(UserCounts::events).sum();
    String who = users.size() == 1 ? "One user has" : users.size() + " users together have";
    return Finding.of("very-active-user", events, all, who).at(place);
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
