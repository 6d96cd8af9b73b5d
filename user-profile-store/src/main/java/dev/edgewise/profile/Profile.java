/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user, as of the events applied so far. Immutable. Liking is computed from
 * the listed interactions when asked for; only what fell out of the list is kept as sums.
 *
 * @param user the user's id
 * @param version how many changes it has seen; 0 for a user never seen
 * @param interactions distinct events that count, not only those still listed
 * @param recent the latest interactions, oldest first, at most {@value #RECENT}
 * @param earlier what is left of those before
 * @param shown items that were shown, at most {@value #SHOWN}, the latest kept
 * @param searches the latest, oldest first, at most {@value #SEARCHES}
 * @param stated what the user said about itself
 * @param circumstances how often events came when, and with what
 * @param applied by what it knows which events have had their effect
 * @param firstSeen time of the earliest event, or null when there was none
 * @param lastSeen time of the latest event, or null when there was none
 * @param observedLanguage BCP 47 tag that came with the latest event that had one
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

  /** How many recent interactions a profile lists. */
  static final int RECENT = 100;

  /** How many shown items a profile remembers. */
  static final int SHOWN = 100;

  /** How many searches a profile remembers. */
  static final int SEARCHES = 10;

  public Profile {
    recent = List.copyOf(recent);
    shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    searches = List.copyOf(searches);
  }

  /** The profile of a user of whom nothing is known. */
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

  /** Whether anything is known of this user: something done, or something stated. */
  public boolean known() {
    return interactions > 0 || !stated.equals(StatedPreferences.NOTHING);
  }

  /** Whether it only says that everything was forgotten. */
  public boolean erased() {
    return !known() && applied.forgotten() != null;
  }

  /** BCP 47 tag for texts shown to the user: the one chosen, else the one observed. */
  public String language() {
    String chosen = stated.language();
    return chosen == null ? observedLanguage : chosen;
  }

  /** Items that must not be recommended again, with the latest time of finishing. */
  public SortedMap<String, Instant> finished() {
    SortedMap<String, Instant> all = new TreeMap<>(earlier.finished());
    for (Interaction met : recent) {
      if (met.finishes()) {
        all.merge(met.item(), met.time(), (a, b) -> a.isBefore(b) ? b : a);
      }
    }
    return all;
  }

  /** Items that must not be recommended again. */
  public Set<String> seen() {
    return Collections.unmodifiableSet(finished().keySet());
  }

  /** Signed liking by trait ({@code genre:Drama}), by the medium half-life. */
  public SortedMap<String, Double> affinities() {
    return affinities(HalfLife.MEDIUM);
  }

  /**
   * Signed liking by trait ({@code genre:Drama}), each event's part halved for every half-life up
   * to {@code lastSeen}.
   */
  public SortedMap<String, Double> affinities(HalfLife half) {
    return sums(half, earlier.traits(), tally -> value(tally, half), Interaction::traits, false);
  }

  /** Signed liking by item, decayed as {@link #affinities(HalfLife)}. */
  public SortedMap<String, Double> itemAffinities(HalfLife half) {
    return sums(
        half, earlier.items(), tally -> value(tally, half), met -> List.of(met.item()), false);
  }

  /**
   * What speaks against traits, 0 or less, by the medium half-life: the part of {@link #affinities}
   * that likings may hide.
   */
  public SortedMap<String, Double> aversions() {
    SortedMap<String, Double> against =
        sums(HalfLife.MEDIUM, earlier.traits(), this::against, Interaction::traits, true);
    against.values().removeIf(value -> value >= 0);
    return against;
  }

  private double value(Tally tally, HalfLife half) {
    return lastSeen == null ? 0 : tally.asOf(half, lastSeen);
  }

  private double against(Tally tally) {
    return lastSeen == null ? 0 : tally.againstAsOf(lastSeen);
  }

  private SortedMap<String, Double> sums(
      HalfLife half,
      Map<String, Tally> tallies,
      ToDoubleFunction<Tally> value,
      Function<Interaction, List<String>> subjects,
      boolean onlyAgainst) {
    SortedMap<String, Double> sums = new TreeMap<>();
    tallies.forEach((subject, tally) -> sums.put(subject, value.applyAsDouble(tally)));
    for (Interaction met : recent) {
      boolean counts = onlyAgainst ? met.weight() < 0 : met.weight() != 0;
      if (counts && lastSeen != null) {
        double faded = met.weight() * half.growth(lastSeen, met.time());
        for (String subject : subjects.apply(met)) {
          sums.merge(subject, faded, Double::sum);
        }
      }
    }
    return sums;
  }

  /** By {@code topicId/partition} the offset up to and including which events are applied. */
  public SortedMap<String, Long> watermarks() {
    return applied.watermarks();
  }

  /**
   * Whether every event up to and including this position is applied: of this user's events, since
   * others in the same partition leave no mark here.
   */
  public boolean covers(EventPosition position) {
    Long reached = applied.watermarks().get(position.watermark());
    return reached != null && reached >= position.offset();
  }
}
