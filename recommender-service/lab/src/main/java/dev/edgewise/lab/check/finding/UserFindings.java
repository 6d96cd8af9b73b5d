/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.check.survey.UserCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the numbers of events by user show. It names no users, only lines of the file. */
final class UserFindings {
  private static final double MUCH = 0.01;
  private static final int MANY = 100;
  private static final int ABOVE_MEAN = 10;

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
}
