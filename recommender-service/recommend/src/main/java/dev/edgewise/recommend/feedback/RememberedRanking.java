/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.recommend.LoggedRanking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shown list with all its pages, and the feedback to it. Not thread-safe. */
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
    this.prompt = first.prompt().intern();
  }

  public static final class Place {
    private final String item;
    private final int position;
    private final double propensity;
    private final Measures.Maker maker;
    private final double @Nullable [] features;

    private Set<FeedbackOutcome> effects = Set.of(); // stays empty for most places

    Place(LoggedRanking.Item shown, Measures.Maker maker, boolean keepFeatures) {
      this.item = shown.id().intern(); // the same few items are in all rankings
      this.position = shown.position();
      this.propensity = shown.propensity();
      this.maker = maker;
      this.features = keepFeatures ? RankingFeatures.read(shown) : null;
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

    /** See {@link RankingFeatures#read}; null when features aren't remembered. */
    public double @Nullable [] features() {
      return features;
    }

    /** Whether the user is known to have seen the item or done anything with it. */
    public boolean hasFeedback() {
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
