/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Sources for tests, which can be used with item ids instead of numbers. */
public final class SourceFixture {
  public final Sources sources;

  public SourceFixture(Catalogue catalogue) {
    this.sources = new Sources(catalogue, InstantSource.system());
  }

  public SourceFixture() {
    this(Samples.catalogue());
  }

  void likes(String user, String... items) {
    for (String item : items) {
      tell(Samples.like(user, item, 0), 1);
    }
  }

  public void tell(Event event, double liking) {
    sources.record(event, liking);
  }

  void rebuild() {
    sources.use(sources.learn(sources.likes()), List.of());
  }

  /** Scores by id, best first. */
  Map<String, Double> find(String source, Profile profile, Predicate<String> open, int most) {
    UserTaste taste =
        UserTaste.of(profile, sources.histories().of(profile.user()), sources.numbers());
    Map<String, Double> scores = new LinkedHashMap<>();
    sources
        .named(source)
        .find(taste, item -> open.test(sources.id(item)), most)
        .best()
        .forEach(one -> scores.put(sources.id(one.item()), one.score()));
    return scores;
  }

  Map<String, Double> find(String source, Profile profile) {
    return find(source, profile, any -> true, 10_000);
  }

  double similarity(String one, String other) {
    return sources.neighbours().similarity(sources.number(one), sources.number(other));
  }

  List<String> nearest(String item) {
    return sources.neighbours().nearest(sources.number(item)).stream()
        .map(one -> sources.id(one.item()))
        .toList();
  }
}
