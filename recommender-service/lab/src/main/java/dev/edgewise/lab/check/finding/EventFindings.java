/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.LikeSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.check.survey.ScaleTaken;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.profile.SignalWeights;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the events mean for the service: their number, items, times and repeats. */
public final class EventFindings {
  private static final double MOST_MISSING = 0.9;
  private static final List<String> CASES =
      List.of("future-times", "old-times", "repeated-events", "repeated-event-ids");

  private final DataFile file;
  private final ItemSurvey items;
  private final EventSurvey events;
  private final List<Finding> findings = new ArrayList<>();

  private EventFindings(DataFile file, ItemSurvey items, EventSurvey events) {
    this.file = file;
    this.items = items;
    this.events = events;
  }

  /** The section about the events. */
  public static Section of(
      DataFile file,
      ItemSurvey items,
      EventSurvey events,
      LikeSurvey likes,
      SignalWeights signals,
      List<ScaleTaken> scales) {
    EventFindings made = new EventFindings(file, items, events);
    made.size();
    SignalFindings types = new SignalFindings(events, likes, signals);
    made.findings.addAll(types.types());
    made.findings.addAll(types.ratings(scales));
    made.missingItems();
    made.findings.addAll(FileFindings.cases(CASES, events));
    made.oneDay();
    made.findings.addAll(UserFindings.of(events));
    made.findings.addAll(FileFindings.fields(file, events));
    List<Table> tables = new ArrayList<>(List.of(types.table()));
    tables.addAll(FileFindings.badLines(events.bad()));
    return new Section("Events", made.findings, tables);
  }

  private void size() {
    String users = Words.count(events.users().size(), "user");
    findings.add(
        Finding.of(
            "events",
            events.count(),
            events.count(),
            users + (events.hasMoreUsers() ? " or more" : ""),
            file.path().getFileName(),
            file.format().label(),
            span()));
    findings.addAll(FileFindings.lines(file, events));
    if (events.usable() == 0) {
      findings.add(Finding.of("no-events", 0, 0));
    }
  }

  private String span() {
    return events.days().isEmpty()
        ? ""
        : ", from "
            + LocalDate.ofEpochDay(events.days().firstKey())
            + " to "
            + LocalDate.ofEpochDay(events.days().lastKey());
  }

  private void missingItems() {
    long missing = events.missingItems().total();
    if (missing == 0) {
      return;
    }
    long all = missing + events.usable();
    Map<String, Occurrences> byId = events.missingItems().byName();
    Occurrences first = byId.values().iterator().next();
    String different =
        Words.count(byId.size(), "item") + (events.missingItems().isFull() ? " or more" : "");
    findings.add(
        Finding.of("missing-items", missing, all, different, otherForm())
            .at(first)
            .asProblem(missing > MOST_MISSING * all));
  }

  /** Whether missing ids are those of items in another form. */
  private String otherForm() {
    Set<String> plain =
        events.missingItems().byName().keySet().stream()
            .map(EventFindings::plain)
            .collect(Collectors.toSet());
    long found = items.ids().stream().filter(id -> plain.contains(plain(id))).count();
    return found == 0
        ? ""
        : " "
            + Words.count(found, "of these ids is", "of these ids are")
            + " in the catalogue with other zeros, spaces or capital letters.";
  }

  private static String plain(String id) {
    return id.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
  }

  private void oneDay() {
    if (events.days().size() == 1 && events.count() > 1) {
      findings.add(Finding.of("one-day", events.count(), events.count()));
    }
  }
}
