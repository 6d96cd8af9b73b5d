/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.profile.Circumstances;
import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.HalfLife;
import dev.edgewise.profile.Impressions;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Search;
import dev.edgewise.profile.StatedPreferences;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All data that is stored about one user, in the form of the export.
 *
 * @param recent the latest interactions, newest first
 * @param finished items that aren't recommended again, with the time since when
 * @param ranking the user's precomputed list, or null
 * @param elsewhere which other data exist, and where
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonalDataExport(
    String user,
    Instant exportedAt,
    long version,
    long interactions,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    String language,
    StatedPreferences stated,
    List<Met> recent,
    Liking traits,
    Liking items,
    Map<String, Double> aversions,
    Map<String, Instant> finished,
    Map<String, Impressions> shown,
    List<Search> searches,
    Circumstances circumstances,
    Map<String, Long> appliedOffsets,
    @Nullable Instant forgottenUpTo,
    @Nullable JsonNode ranking,
    String elsewhere) {

  /** Signed likes by trait or item, one map for each half-life. */
  public record Liking(
      Map<String, Double> brief, Map<String, Double> medium, Map<String, Double> lasting) {}

  /** One interaction. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Met(
      String event,
      String item,
      @Nullable String title,
      String type,
      Instant time,
      @Nullable Double value,
      double weight,
      List<String> traits) {}

  /** The export of a profile, with the titles of its items. */
  public static PersonalDataExport of(
      Profile profile,
      @Nullable JsonNode ranking,
      String elsewhere,
      Instant now,
      Function<String, @Nullable String> titleOf) {
    return new PersonalDataExport(
        profile.user(),
        now,
        profile.version(),
        profile.interactions(),
        profile.firstSeen(),
        profile.lastSeen(),
        profile.language(),
        profile.stated(),
        profile.recent().reversed().stream().map(one -> interaction(one, titleOf)).toList(),
        liking(profile::affinities),
        liking(profile::itemAffinities),
        profile.aversions(),
        profile.finished(),
        profile.shown(),
        profile.searches(),
        profile.circumstances(),
        profile.watermarks(),
        profile.applied().forgotten(),
        ranking,
        elsewhere);
  }

  private static Liking liking(Function<HalfLife, ? extends Map<String, Double>> by) {
    return new Liking(
        by.apply(HalfLife.BRIEF), by.apply(HalfLife.MEDIUM), by.apply(HalfLife.LASTING));
  }

  private static Met interaction(
      Interaction interaction, Function<String, @Nullable String> titleOf) {
    return new Met(
        EventKey.format(interaction.key()),
        interaction.item(),
        titleOf.apply(interaction.item()),
        interaction.type(),
        interaction.time(),
        interaction.value(),
        interaction.weight(),
        interaction.traits());
  }
}
