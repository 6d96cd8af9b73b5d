/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.ColdItems;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.recommend.candidates.history.Signal;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.learn.MatrixLearning;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sources for tests, which can be used with item ids instead of numbers. */
public final class SourceFixture {
  public final Sources sources;

  public SourceFixture(Catalogue catalogue) {
    this.sources = new Sources(catalogue, InstantSource.system());
  }

  public void tell(Event event, double liking) {
    boolean isOpinion = EventType.isOpinion(event.type(), event.value(), liking);
    sources.record(event, new Signal(isOpinion, liking));
  }

  /** Learns from all events so far. */
  public void rebuild() {
    sources.use(MatrixLearning.learn(sources.snapshot()), ColdItems.NONE);
  }

  /** Scores by id, best first. */
  Map<String, Double> find(Source source, Profile profile) {
    Map<String, Double> scores = new LinkedHashMap<>();
    CandidatePool.best(sources.scores(profile), source, any -> true, 10_000)
        .list()
        .forEach(one -> scores.put(sources.id(one.item()), one.score()));
    return scores;
  }

  /** Sources without a catalogue. */
  static SourceFixture ofNothing() {
    return new SourceFixture(Samples.catalogue());
  }
}
