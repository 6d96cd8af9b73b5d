/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.recommend.LoggedRanking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was shown for one request, all its pages together, and what came of it. Not thread-safe. */
public final class RememberedRanking {
  private final String requestId;
  private final String user;
  private final Instant time;
  private final String prompt;
  private final List<Place> places = new ArrayList<>(10);

  RememberedRanking(LoggedRanking first) {
    this.requestId = first.requestId();
    this.user = first.user();
    this.time = first.at();
    this.prompt = first.prompt();
  }

  /** An item in its place. */
  public static final class Place {
    private final String item;
    private final int position;
    private final double propensity;
    private final Measures.Maker maker;
    private final double @Nullable [] features;

    /** Most places have none all their life. */
    private Set<FeedbackOutcome> effects = Set.of();

    Place(LoggedRanking.Item shown, Measures.Maker maker, boolean whole) {
      this.item = shown.id().intern(); // the same few items stand in all rankings
      this.position = shown.position();
      this.propensity = shown.propensity();
      this.maker = maker;
      this.features = whole ? RankingFeatures.read(shown) : null;
    }

    public int position() {
      return position;
    }

    public double propensity() {
      return propensity;
    }

    public Measures.Maker maker() {
      return maker;
    }

    /** See {@link RankingFeatures#read}; null where they aren't remembered. */
    public double @Nullable [] features() {
      return features;
    }

    /** Whether anything is known to have been done with it, or it to have been seen. */
    public boolean met() {
      return !effects.isEmpty();
    }

    public boolean has(FeedbackOutcome outcome) {
      return effects.contains(outcome);
    }

    void add(FeedbackOutcome outcome) {
      if (effects.isEmpty()) {
        effects = EnumSet.noneOf(FeedbackOutcome.class);
      }
      effects.add(outcome);
    }
  }

  String request() {
    return requestId;
  }

  String user() {
    return user;
  }

  public Instant time() {
    return time;
  }

  public String prompt() {
    return prompt;
  }

  public List<Place> places() {
    return places;
  }

  /** The item's place, or null when it was not shown. */
  @Nullable Place of(String item) {
    for (Place place : places) {
      if (place.item.equals(item)) {
        return place;
      }
    }
    return null;
  }
}
