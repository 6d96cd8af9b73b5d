/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.replay.TopicScan;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The expected profiles: the result of applying all events one by one in log order. */
public final class SequentialModel {
  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());
  private final Map<String, Profile> profiles = new TreeMap<>();

  /** Returns the expected profiles for the present content of the events topic. */
  public static SequentialModel ofTopic(KafkaSettings settings) {
    SequentialModel model = new SequentialModel();
    try (TopicIdentity topic = TopicIdentity.of(settings, settings.eventsTopic());
        Consumer<byte[], byte[]> consumer = Consumers.alone(settings)) {
      List<TopicPartition> partitions = TopicScan.partitions(consumer, topic.name());
      RecordDecoder decoder = RecordDecoder.of(topic.id());
      new TopicScan(consumer, consumer.beginningOffsets(partitions), (done, total) -> {})
          .run(records ->
              records.forEach(record -> {
                try {
                  model.add(decoder.decode(record));
                } catch (BadEventException e) {
                  // a bad record changes no profile
                }
              }));
    }
    return model;
  }

  void add(PositionedEvent event) {
    String user = event.event().user();
    Profile before = profiles.getOrDefault(user, Profile.empty(user));
    profiles.put(user, rules.apply(before, List.of(event)));
  }

  long events() {
    return profiles.values().stream().mapToLong(Profile::interactions).sum();
  }

  /** Returns the users whose stored profiles are wrong or can't be read at the moment. */
  public List<String> differing(ProfileStore store) {
    return profiles.values().stream()
        .filter(must -> !isStored(must, store))
        .map(Profile::user)
        .toList();
  }

  private static boolean isStored(Profile must, ProfileStore store) {
    try {
      return Arrays.equals(ProfileCodec.encode(must), ProfileCodec.encode(store.get(must.user())));
    } catch (ProfileStoreException e) { // the connection is not back yet
      return false;
    }
  }

  /** Returns when the stored profiles equal the expected ones. */
  void await(ProfileStore store, ProfileUpdater... updaters) {
    Await.until(
        () -> differing(store) + " " + Arrays.stream(updaters).map(u -> u.status()).toList(),
        () -> differing(store).isEmpty());
  }
}
