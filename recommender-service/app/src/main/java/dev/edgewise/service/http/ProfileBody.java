/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.Circumstances;
import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Search;
import dev.edgewise.profile.StatedPreferences;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.FactText;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A profile in responses. */
public record ProfileBody(
    String user,
    boolean known,
    long version,
    long interactions,
    List<RecommendationBody.FactBody> facts,
    Map<String, Double> affinities,
    List<Met> recent,
    String language,
    StatedPreferences stated,
    List<String> searches,
    Circumstances circumstances,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable String problem) {
  private static final int AFFINITIES = 50;

  /**
   * An interaction of the user with an item.
   *
   * @param event key of the event, to withdraw it
   */
  public record Met(
      String event,
      String item,
      @Nullable String title,
      String type,
      Instant time,
      @Nullable Double value,
      double weight) {}

  /**
   * The body of a profile.
   *
   * @param language of the facts; null for the user's
   */
  static ProfileBody of(
      Profile profile, @Nullable String problem, @Nullable String language, Catalogue catalogue) {
    String reader = language == null ? profile.language() : language;
    FactText texts = new FactText(catalogue.description().wording(), reader);
    Function<String, @Nullable String> titles = catalogue.titlesIn(reader);
    return new ProfileBody(
        profile.user(),
        profile.known(),
        profile.version(),
        profile.interactions(),
        RecommendationBody.FactBody.of(UserContext.of(profile, titles).citable(), texts),
        strongest(profile.affinities()),
        profile.recent().reversed().stream().map(interaction -> body(interaction, titles)).toList(),
        profile.language(),
        profile.stated(),
        profile.searches().reversed().stream().map(Search::words).toList(),
        profile.circumstances(),
        profile.firstSeen(),
        profile.lastSeen(),
        problem);
  }

  private static Met body(Interaction interaction, Function<String, @Nullable String> titles) {
    return new Met(
        EventKey.format(interaction.key()),
        interaction.item(),
        titles.apply(interaction.item()),
        interaction.type(),
        interaction.time(),
        interaction.value(),
        interaction.weight());
  }

  private static Map<String, Double> strongest(Map<String, Double> affinities) {
    Map<String, Double> strongest = new LinkedHashMap<>();
    affinities.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> e) -> -Math.abs(e.getValue())))
        .limit(AFFINITIES)
        .forEach(e -> strongest.put(e.getKey(), e.getValue()));
    return strongest;
  }
}
