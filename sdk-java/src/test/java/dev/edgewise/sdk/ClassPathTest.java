/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app gets what it needs to rank, and nothing that only makes models or serves them. */
class ClassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/edgewise/phi/convert/Import.class",
        "dev/edgewise/phi/train/Trainer.class",
        "dev/edgewise/phi/train/phi3-training.ts.txt",
        "io/lettuce/core/RedisClient.class",
        "org/apache/kafka/clients/consumer/Consumer.class"
      })
  void holdsNoImportNoTrainingAndNoServerParts(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dev/edgewise/phi/PhiModel.class", "dev/edgewise/rank/packed/PhiRanker.class"})
  void holdsTheRanker(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
  }
}
