/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.phi.train.SequenceTrainer;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.FeatureNetwork;
import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.NetworkMean;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.SequenceModel;
import dev.edgewise.rank.feature.SimilarityWeights;
import dev.edgewise.rank.feature.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredRankerTest {
  private static final int WIDTH = Features.NAMES.size();
  private static final Recency RECENCY = new Recency(5, 0.7);
  private final Random random = new Random(3);

  private float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private float[][] rows(int rows, int length) {
    float[][] all = new float[rows][];
    Arrays.setAll(all, i -> numbers(length));
    return all;
  }

  private NetworkMean networks() {
    float[] ones = new float[WIDTH];
    Arrays.fill(ones, 1);
    FeatureNetwork network =
        new FeatureNetwork(rows(4, WIDTH), numbers(4), rows(3, 4), numbers(3), numbers(3));
    return new NetworkMean(numbers(WIDTH), ones, List.of(network, network));
  }

  private static StoredRanker stored(dev.edgewise.rank.feature.ItemRanker ranker) {
    return new StoredRanker(
        new FittedRanker(ranker, RECENCY, Map.of("best source", 0.25)), 7, Instant.EPOCH);
  }

  @Test
  void aLearnedRankerIsReadAsItWasWritten() {
    LearnedRanker ranker = new LearnedRanker(networks(), networks(), 0.625);
    StoredRanker read = StoredRanker.read(stored(ranker).bytes());
    LearnedRanker same = (LearnedRanker) read.result().ranker();
    for (int i = 0; i < 20; i++) {
      float[] features = numbers(WIDTH);
      assertThat(same.plain().score(features)).isEqualTo(ranker.plain().score(features));
      assertThat(same.personal().score(features)).isEqualTo(ranker.personal().score(features));
    }
    assertThat(same.place()).isEqualTo(0.625);
    assertThat(read.result().recency()).isEqualTo(RECENCY);
    assertThat(read.result().figures()).isEqualTo(Map.of("best source", 0.25));
    assertThat(read.choices()).isEqualTo(7);
    assertThat(read.fitted()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void theEvidenceOfTheSourcesIsReadAsItWasWritten() {
    StoredRanker stored = stored(new EvidenceRanker(Map.of(Source.TRENDING, 0.5)));
    assertThat(StoredRanker.read(stored.bytes())).isEqualTo(stored);
  }

  @Test
  void aSequentialModelKeepsItsOrderOfItems() {
    List<float[]> weights = new ArrayList<>();
    try (SequenceTrainer trainer = new SequenceTrainer(3, 1)) {
      weights.addAll(trainer.values());
    }
    NamedSequenceModel named =
        new NamedSequenceModel(List.of("a", "b", "c"), new SequenceModel(weights));
    FittedRanker fitted =
        new FittedRanker(
            EvidenceRanker.STANDARD, RECENCY, SimilarityWeights.STANDARD, Map.of(), named);
    byte[] bytes = new StoredRanker(fitted, 7, Instant.EPOCH).bytes();
    NamedSequenceModel read = Objects.requireNonNull(StoredRanker.read(bytes).result().sequence());
    assertThat(read.items()).containsExactly("a", "b", "c");
    float[] before = named.model().shares(new int[] {0, 2, 1});
    float[] after = read.model().shares(new int[] {0, 2, 1});
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], within(0.02f));
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            text.replace("[\"a\",", "["),
            text.replace("\"a\",", "\"a\",\"d\","),
            text.replaceFirst("\"scales\":\"....", "\"scales\":\""))) {
      assertThat(bad).isNotEqualTo(text);
      assertThatThrownBy(() -> StoredRanker.read(bad.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the stored ranker");
    }
  }

  @Test
  void whatIsNoRankerIsRefused() {
    String good =
        new String(
            stored(new LearnedRanker(networks(), networks(), 0.625)).bytes(),
            StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            good.substring(0, good.length() / 2),
            good.replace(Features.NAMES.getFirst(), "other"),
            good.replace("0.625", "3"),
            good.replace("\"place\"", "\"position\""),
            good.replaceFirst("\"bias1\":\\[", "\"bias1\":[1,"),
            good.replaceFirst("\"means\":\\[", "\"means\":[1,"),
            good.replaceFirst("\"weights3\":\\[", "\"weights3\":[\"NaN\",")
                .replaceFirst("NaN\",[^,]*,", "NaN\","))) {
      assertThatThrownBy(() -> StoredRanker.read(bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the stored ranker");
    }
  }

  @Test
  void theSimilarityIsReadAsItWasWrittenAndStandardInAnEarlierForm() {
    SimilarityWeights weights = new SimilarityWeights(0.5, 0.25, 0.25, 0, 16, 0.25, 0.3, 1);
    FittedRanker fitted =
        new FittedRanker(EvidenceRanker.STANDARD, RECENCY, weights, Map.of(), null);
    byte[] bytes = new StoredRanker(fitted, 7, Instant.EPOCH).bytes();
    assertThat(StoredRanker.read(bytes).result().similarity()).isEqualTo(weights);
    String json = new String(bytes, StandardCharsets.UTF_8);
    String earlier = json.replaceFirst("\"similarity\":\\{[^}]*},", "");
    assertThat(earlier).isNotEqualTo(json);
    assertThat(StoredRanker.read(earlier.getBytes(StandardCharsets.UTF_8)).result().similarity())
        .isEqualTo(SimilarityWeights.STANDARD);
  }
}
