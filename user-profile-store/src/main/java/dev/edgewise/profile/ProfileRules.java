/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How events change a profile: pure and deterministic, time comes from the events alone.
 *
 * <p>Affinities use forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay: A Practical
 * Time Decay Model for Streaming Systems", ICDE 2009): an event at time t adds w * 2^((t - L) / H)
 * to the sum of each of its item's traits, L being the landmark and H the half-life; the value as
 * of a time T is the sum divided by 2^((T - L) / H). Nothing has to be swept, and the order of
 * events doesn't matter. The landmark is the start of the period of 32 half-lives, counted from
 * 1970, in which the latest event lies: so it depends on the events only, sums stay below 2^32
 * times their number, and moving it multiplies them by a power of two, which is exact.
 */
public final class ProfileRules {
  static final int RECENT = 100;
  static final int FINISHED = 1000;
  static final int WINDOW = 256;
  static final int TRAITS = 512;
  static final Duration HALF_LIFE = Duration.ofDays(30);

  private static final long PERIOD_MILLIS = HALF_LIFE.multipliedBy(32).toMillis();

  /** A total order, so that which entries are kept doesn't depend on how events arrived. */
  private static final Comparator<Interaction> BY_TIME =
      Comparator.comparing(Interaction::time)
          .thenComparing(Interaction::item)
          .thenComparing(Interaction::type)
          .thenComparing(Interaction::value, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingDouble(Interaction::weight);

  private final SignalWeights weights;

  public ProfileRules(SignalWeights weights) {
    this.weights = weights;
  }

  /**
   * The profile after these events of its user, in log order, each exactly once in effect.
   *
   * @throws IllegalArgumentException when an event is another user's
   */
  public Profile apply(Profile before, List<PositionedEvent> batch) {
    Draft draft = new Draft(before);
    for (PositionedEvent positioned : batch) {
      if (!positioned.event().user().equals(before.user())) {
        throw new IllegalArgumentException("a batch holds events of one user only");
      }
      if (draft.advance(positioned.position()) && draft.isNew(positioned.event())) {
        draft.add(positioned.event());
      }
    }
    return draft.profile();
  }

  static String partition(EventPosition position) {
    return position.topicId() + "/" + position.partition();
  }

  /** 2^((time - landmark) / half-life), the same to the last bit on every machine. */
  static double decay(Instant landmark, Instant time) {
    double millis = time.toEpochMilli() - landmark.toEpochMilli();
    return StrictMath.pow(2, millis / HALF_LIFE.toMillis());
  }

  private static Instant landmark(Instant time) {
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), PERIOD_MILLIS) * PERIOD_MILLIS);
  }

  /** 64-bit FNV-1a of source and id. */
  private static long key(Event event) {
    long hash = 0xcbf29ce484222325L;
    byte[] bytes = (event.source() + '\0' + event.id()).getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /** A profile while a batch is applied to it. */
  private final class Draft {
    private final Profile before;
    private final List<Interaction> recent;
    private final SortedMap<String, Double> forward;
    private final SortedMap<String, Instant> finished;
    private final SortedMap<String, Long> watermarks;
    private final List<Long> eventKeys;
    private long added;
    private @Nullable Instant landmark;
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    private String language;

    Draft(Profile before) {
      this.before = before;
      this.recent = new ArrayList<>(before.recent());
      this.forward = new TreeMap<>(before.forward());
      this.finished = new TreeMap<>(before.finished());
      this.watermarks = new TreeMap<>(before.watermarks());
      this.eventKeys = new ArrayList<>(before.eventKeys());
      this.landmark = before.landmark();
      this.firstSeen = before.firstSeen();
      this.lastSeen = before.lastSeen();
      this.language = before.language();
    }

    /** Moves the partition's watermark; false when the position was already passed. */
    boolean advance(EventPosition position) {
      Long applied = watermarks.get(partition(position));
      if (applied != null && applied >= position.offset()) {
        return false;
      }
      watermarks.put(partition(position), position.offset());
      return true;
    }

    boolean isNew(Event event) {
      long key = key(event);
      if (eventKeys.contains(key)) {
        return false;
      }
      eventKeys.add(key);
      if (eventKeys.size() > WINDOW) {
        eventKeys.remove(0);
      }
      return true;
    }

    void add(Event event) {
      added++;
      observe(event);
      double weight = weights.of(event);
      remember(new Interaction(event.item(), event.type(), event.time(), event.value(), weight));
      if (weight != 0) {
        addAffinities(event, weight);
      }
      if (weights.finishes(event)) {
        finish(event);
      }
    }

    private void observe(Event event) {
      Instant time = event.time();
      if (firstSeen == null || time.isBefore(firstSeen)) {
        firstSeen = time;
      }
      if (lastSeen == null || !time.isBefore(lastSeen)) {
        lastSeen = time;
        language = event.context().getOrDefault("language", language);
        moveLandmark(landmark(time));
      }
    }

    private void moveLandmark(Instant to) {
      Instant from = landmark;
      landmark = to;
      if (from != null && from.isBefore(to)) {
        double shrink = decay(from, to);
        forward.replaceAll((trait, weight) -> weight / shrink);
      }
    }

    private void remember(Interaction interaction) {
      int at = recent.size();
      while (at > 0 && BY_TIME.compare(recent.get(at - 1), interaction) > 0) {
        at--;
      }
      recent.add(at, interaction);
      if (recent.size() > RECENT) {
        recent.remove(0);
      }
    }

    private void addAffinities(Event event, double weight) {
      Instant relativeTo = landmark == null ? event.time() : landmark;
      double decayed = weight * decay(relativeTo, event.time());
      for (String trait : new LinkedHashSet<>(event.traits())) {
        forward.merge(trait, decayed, Double::sum);
      }
      while (forward.size() > TRAITS) {
        forward.remove(weakest());
      }
    }

    private String weakest() {
      Map.Entry<String, Double> weakest = null;
      for (Map.Entry<String, Double> entry : forward.entrySet()) {
        if (weakest == null || Math.abs(entry.getValue()) < Math.abs(weakest.getValue())) {
          weakest = entry;
        }
      }
      return weakest == null ? forward.firstKey() : weakest.getKey();
    }

    private void finish(Event event) {
      finished.merge(event.item(), event.time(), (a, b) -> a.isBefore(b) ? b : a);
      if (finished.size() > FINISHED) {
        finished.remove(earliest());
      }
    }

    private String earliest() {
      Map.Entry<String, Instant> earliest = null;
      for (Map.Entry<String, Instant> entry : finished.entrySet()) {
        if (earliest == null || entry.getValue().isBefore(earliest.getValue())) {
          earliest = entry;
        }
      }
      return earliest == null ? finished.firstKey() : earliest.getKey();
    }

    Profile profile() {
      return new Profile(
          before.user(),
          before.version() + added,
          before.interactions() + added,
          List.copyOf(recent),
          forward,
          landmark,
          finished,
          watermarks,
          List.copyOf(eventKeys),
          firstSeen,
          lastSeen,
          language);
    }
  }
}
