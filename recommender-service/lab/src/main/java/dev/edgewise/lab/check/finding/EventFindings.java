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
import java.util.Set;
import java.util.stream.Collectors;

/** What the events mean for the service: their number, items, times and repeats. */
public final class EventFindings {
  private static final double MOST_MISSING = 0.9;

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
    made.times();
    made.repeats();
    made.findings.addAll(UserFindings.of(events));
    made.findings.addAll(
        FileFindings.unknownFields(
            file, events.unknownFields(), EventSurvey.FIELDS, events.count()));
    made.findings.addAll(FileFindings.nulls(events.nulls()));
    List<Table> tables = new ArrayList<>(List.of(types.table(), UserFindings.table(events)));
    tables.addAll(FileFindings.badLines(events.bad()));
    return new Section("Events", made.findings, tables);
  }

  private void size() {
    findings.add(
        Finding.note(
            "events",
            events.count(),
            Words.count(events.count(), "event")
                + " of "
                + Words.count(events.users().size(), "user")
                + (events.hasMoreUsers() ? " or more" : "")
                + " in "
                + file.path().getFileName()
                + " ("
                + file.format().label()
                + ")"
                + span()
                + "."));
    findings.addAll(FileFindings.of(file, events.bad(), events.count()));
    if (events.usable() == 0) {
      findings.add(
          Finding.problem(
              "no-events",
              0,
              1,
              "No event is about an item of the catalogue, so nothing can be learnt.",
              "Check that the ids of items are the same in both files."));
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
    Occurrences first = events.missingItems().byName().values().iterator().next();
    int different = events.missingItems().byName().size();
    String text =
        Words.count(missing, "event is", "events are")
            + " about "
            + Words.count(different, "item")
            + (events.missingItems().isFull() ? " or more" : "")
            + " that the catalogue lacks ("
            + Words.percent(missing, all)
            + "); they will be left out."
            + otherForm();
    String advice = "Add these items to the catalogue, or ignore their events.";
    findings.add(
        (missing > MOST_MISSING * all
                ? Finding.problem("missing-items", missing, all, text, advice)
                : Finding.warning("missing-items", missing, all, text, advice))
            .at(first));
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

  private void times() {
    Occurrences future = events.future();
    if (future.count() > 0) {
      findings.add(
          Finding.warning(
                  "future-times",
                  future.count(),
                  events.count(),
                  Words.count(future.count(), "event lies", "events lie")
                      + " more than a day in the future; the service refuses such events.",
                  "Correct the times; they must be in UTC or name their offset.")
              .at(future));
    }
    Occurrences old = events.old();
    if (old.count() > 0) {
      findings.add(
          Finding.warning(
                  "old-times",
                  old.count(),
                  events.count(),
                  Words.count(old.count(), "event lies", "events lie")
                      + " before 1990; perhaps seconds were read as milliseconds, or a time is"
                      + " missing. Such events count as very old likes.",
                  "Correct the times.")
              .at(old));
    }
    if (events.days().size() == 1 && events.count() > 1) {
      findings.add(
          Finding.warning(
              "one-day",
              events.count(),
              events.count(),
              "All events are of one day; trends and the order of a history can't be learnt.",
              "Write the time at which each event happened, not that of the export."));
    }
  }

  private void repeats() {
    Occurrences repeats = events.repeats();
    if (repeats.count() > 0) {
      String text =
          Words.count(repeats.count(), "event is", "events are")
              + " equal to an earlier one (user, item, type, time and value); unless they have"
              + " equal ids, they count again.";
      findings.add(
          Finding.warning(
                  "repeated-events",
                  repeats.count(),
                  events.count(),
                  text,
                  "Remove repeated lines, or give copies of one event the same id.")
              .at(repeats));
    }
    Occurrences ids = events.repeatedIds();
    if (ids.count() > 0) {
      findings.add(
          Finding.warning(
                  "repeated-event-ids",
                  ids.count(),
                  events.count(),
                  Words.count(ids.count(), "event has", "events have")
                      + " the id of an earlier event and will have no effect.",
                  "Give different events different ids.")
              .at(ids));
    }
  }
}
