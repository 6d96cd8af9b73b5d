/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The class path contains the code for ranking, but none for making or serving models. */
class ClassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/edgewise/phi/convert/ModelImport.class",
        "dev/edgewise/phi/train/Trainer.class",
        "dev/edgewise/phi/train/phi3-training.ts.txt",
        "io/lettuce/core/RedisClient.class",
        "org/apache/kafka/clients/consumer/Consumer.class"
      })
  void theClassPathHasNoImportNoTrainingAndNoServerParts(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dev/edgewise/phi/PhiModel.class", "dev/edgewise/rank/packed/PhiRanker.class"})
  void theClassPathHasTheRanker(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
  }
}
