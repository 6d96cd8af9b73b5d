/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Edgewise knows about one user, as of the events applied so far. Immutable. {@link
 * #standings} and affinities are computed on demand from the interactions that it keeps.
 *
 * @param user the user's id
 * @param version number of changes; 0 for a new user
 * @param interactions number of distinct events that count, including those no longer listed
 * @param recent the latest interactions, oldest first, at most {@value #RECENT}
 * @param earlier what remains of older interactions
 * @param shown impressions by item; the latest {@value #SHOWN} items are kept
 * @param searches the latest searches, oldest first, at most {@value #SEARCHES}
 * @param stated the preferences that the user stated
 * @param circumstances counts of events by hour and by device
 * @param applied the events that were already applied
 * @param firstSeen time of the earliest event, or null when there was none
 * @param lastSeen time of the latest event, or null when there was none
 * @param observedLanguage the BCP 47 tag of the latest event that had one
 */
public record Profile(
    String user,
    long version,
    long interactions,
    List<Interaction> recent,
    FoldedHistory earlier,
    SortedMap<String, Impressions> shown,
    List<Search> searches,
    StatedPreferences stated,
    Circumstances circumstances,
    AppliedEvents applied,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    String observedLanguage) {
  static final String LANGUAGE = "en";
  static final int RECENT = 100;
  static final int SHOWN = 100;
  static final int SEARCHES = 10;

  public Profile {
    recent = List.copyOf(recent);
    shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    searches = List.copyOf(searches);
  }

  /** Returns the profile of a user about whom nothing is known. */
  public static Profile empty(String user) {
    return new Profile(
        user,
        0,
        0,
        List.of(),
        FoldedHistory.NOTHING,
        new TreeMap<>(),
        List.of(),
        StatedPreferences.NOTHING,
        Circumstances.NONE,
        AppliedEvents.NOTHING,
        null,
        null,
        LANGUAGE);
  }

  /**
   * Returns the profile from which to apply the log once more, from its beginning. It keeps what
   * must hold meanwhile: what was forgotten stays forgotten, and stated preferences stay.
   */
  public Profile toRebuild() {
    Profile empty = empty(user);
    return new Profile(
        user,
        version,
        0,
        empty.recent,
        empty.earlier,
        empty.shown,
        empty.searches,
        stated,
        empty.circumstances,
        new AppliedEvents(new TreeMap<>(), new TreeMap<>(), List.of(), applied.forgotten()),
        null,
        null,
        LANGUAGE);
  }

  /** Returns whether the profile has any interaction or stated preference. */
  public boolean known() {
    return interactions > 0 || !stated.equals(StatedPreferences.NOTHING);
  }

  /** Returns whether the profile is empty apart from the record of an erasure. */
  public boolean erased() {
    return !known() && applied.forgotten() != null;
  }

  /** Returns the BCP 47 tag for texts shown to the user: the chosen one, else the observed one. */
  public String language() {
    String chosen = stated.language();
    return chosen == null ? observedLanguage : chosen;
  }

  /** Returns the items that must not be recommended again, with the latest time of finishing. */
  public SortedMap<String, Instant> finished() {
    SortedMap<String, Instant> all = new TreeMap<>(earlier.finished());
    for (Interaction interaction : recent) {
      if (interaction.finishes()) {
        all.merge(interaction.item(), interaction.time(), FoldedHistoryDraft::later);
      }
    }
    return all;
  }

  /** Returns the items that must not be recommended again. */
  public Set<String> seen() {
    return Collections.unmodifiableSet(finished().keySet());
  }

  /** Returns the affinities by trait ({@code genre:Drama}), by the medium half-life. */
  public SortedMap<String, Double> affinities() {
    return affinities(HalfLife.MEDIUM);
  }

  /**
   * Returns the affinities by trait ({@code genre:Drama}): the signed sums of the user's opinions
   * on items with this trait. Each item counts once, by its latest opinion, whose weight is halved
   * for every half-life between the opinion and {@code lastSeen}.
   */
  public SortedMap<String, Double> affinities(HalfLife half) {
    return sums(half, Standing::traits, weight -> weight != 0);
  }

  /** Returns the affinities by item, decayed as in {@link #affinities(HalfLife)}. */
  public SortedMap<String, Double> itemAffinities(HalfLife half) {
    return sums(half, standing -> List.of(standing.item()), weight -> weight != 0);
  }

  /**
   * Returns the negative part of {@link #affinities} by trait, 0 or less, by the medium half-life.
   * Positive events can hide it in the affinities.
   */
  public SortedMap<String, Double> aversions() {
    return sums(HalfLife.MEDIUM, Standing::traits, weight -> weight < 0);
  }

  /**
   * Returns what the user thinks of each item, by the time of the latest event, oldest first: the
   * items of the recent interactions and the earlier ones that are still kept, at most {@value
   * #RECENT} + {@value FoldedHistory#OPINIONS} + {@value FoldedHistory#LOOKS}. At equal times the
   * one that arrived last is the latest. Events at different times give the same list in any order
   * of arrival.
   */
  public List<Standing> standings() {
    return Standing.of(List.of(earlier.looks(), earlier.opinions(), recent));
  }

  private SortedMap<String, Double> sums(
      HalfLife half, Function<Standing, List<String>> subjects, DoublePredicate counts) {
    SortedMap<String, Double> sums = new TreeMap<>();
    Instant latest = lastSeen;
    if (latest != null) {
      for (Standing standing : standings()) {
        if (counts.test(standing.weight())) {
          double decayed = standing.weightAt(latest, half);
          subjects.apply(standing).forEach(subject -> sums.merge(subject, decayed, Double::sum));
        }
      }
    }
    return sums;
  }

  /** Returns the highest applied offset by {@code topicId/partition}. */
  public SortedMap<String, Long> watermarks() {
    return applied.watermarks();
  }

  /**
   * Returns whether all events of this user up to and including this position are applied. Other
   * users' events in the same partition leave no mark in this profile.
   */
  public boolean covers(EventPosition position) {
    Long reached = applied.watermarks().get(position.watermark());
    return reached != null && reached >= position.offset();
  }

  /**
   * Returns whether the event at this position is the last one that was applied. Meaningless for a
   * user whose events are in several partitions.
   */
  public boolean endsAt(EventPosition position) {
    return Objects.equals(applied.watermarks().get(position.watermark()), position.offset());
  }

  /**
   * Returns whether this profile began after an event of its user at this position, because the
   * store had lost what was there before. Unknown, and so false, for profiles of a log whose tail
   * was lost, and of users whose events moved to another partition.
   */
  public boolean beganAfter(EventPosition position) {
    return AppliedEvents.beganAfter(applied.watermarks(), applied.births(), position);
  }
}
