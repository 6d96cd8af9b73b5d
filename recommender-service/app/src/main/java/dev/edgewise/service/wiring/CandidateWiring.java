/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.Safety;
import dev.edgewise.recommend.feedback.OnlineFeedback;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.observe.RatingsInUse;
import dev.edgewise.service.readers.DemoReaders;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the catalogue and the sources of candidates. */
@Dependent
public final class CandidateWiring {
  private static final Logger LOG = LoggerFactory.getLogger(CandidateWiring.class);

  @Singleton
  public static Catalogue catalogue(EdgewiseConfig config) {
    return config
        .catalogue()
        .items()
        .map(items -> Catalogue.read(items, LOG::warn))
        .orElseGet(() -> new Catalogue(CatalogueDescription.named("catalogue")));
  }

  /** Creates the weights of events, for a command without the service. */
  public static SignalWeights signals(EdgewiseConfig config) {
    return signals(catalogue(config), config);
  }

  @Singleton
  public static SignalWeights signals(Catalogue catalogue, EdgewiseConfig config) {
    return SignalRules.of(catalogue.description(), config.events());
  }

  @Singleton
  public static Safety safety(EdgewiseConfig config) {
    EdgewiseConfig.Safety safety = config.safety();
    return new Safety(
        safety.blockedItems().orElse(Set.of()),
        safety.blockedCategories().orElse(Set.of()),
        safety.blockedWords().orElse(Set.of()),
        safety.blockedLabels().orElse(Set.of()));
  }

  @Singleton
  public static Candidates candidates(Catalogue catalogue, SignalWeights signals, Safety safety) {
    return new Candidates(catalogue, signals::of, safety, InstantSource.system());
  }

  @Singleton
  public static PopularItems popular(Candidates candidates) {
    return new PopularItems(candidates);
  }

  @Singleton
  public static DemoReaders readers(SignalWeights signals) {
    return new DemoReaders(signals);
  }

  @Singleton
  public static TopicReader indexes(
      KafkaSettings kafka,
      Candidates candidates,
      DemoReaders readers,
      OnlineFeedback feedback,
      RatingsInUse ratings,
      EdgewiseConfig config) {
    boolean demo = config.demo();
    return new TopicReader(
        kafka,
        kafka.eventsTopic(),
        read -> {
          candidates.record(read.event());
          feedback.done(read.event());
          ratings.record(read.event());
          if (demo) {
            readers.record(read.event());
          }
        });
  }
}
