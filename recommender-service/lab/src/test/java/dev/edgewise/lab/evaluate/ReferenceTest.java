/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.lab.evaluate.Evaluation.Slice;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The figures equal those of an independent reference in Python, which is stored beside its data.
 */
class ReferenceTest {
  private static final String RANKER = "most-popular";
  private static final List<String> SLICE_METRICS = List.of("ndcg@10", "recall@10", "recall@20");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"TEMPORAL, 0", "TEMPORAL, 5", "LEAVE_ONE_OUT, 0", "LEAVE_ONE_OUT, 5"})
  void figuresAreThoseOfTheReference(Protocol protocol, int core) throws Exception {
    JsonNode expected =
        new ObjectMapper()
            .readTree(SmallRatings.resource("reference.json"))
            .path(protocol.label() + " " + core);
    SmallRatings ratings = new SmallRatings(folder);
    Evaluation evaluation = ratings.run(ratings.options(protocol, 0, core, null, RANKER));

    assertThat(evaluation.size().users()).isEqualTo(expected.path("users").asInt());
    assertThat(evaluation.size().training()).isEqualTo(expected.path("training").asInt());
    assertThat(evaluation.measured().users()).isEqualTo(expected.path("known").asInt());
    assertThat(evaluation.measured().targets()).isEqualTo(expected.path("targets").asInt());
    Evaluation.Result result = Objects.requireNonNull(evaluation.rankers().get(RANKER));
    metrics(expected.path("metrics"), result.metrics());
    slices(expected.path("slices"), result.slices());
  }

  private static void metrics(JsonNode expected, Map<String, Double> metrics) {
    assertThat(expected.size()).isEqualTo(22);
    expected
        .properties()
        .forEach(metric ->
            assertThat(metrics.get(metric.getKey()))
                .as(metric.getKey())
                .isCloseTo(metric.getValue().asDouble(), within(1e-9)));
  }

  private static void slices(JsonNode expected, Map<String, Slice> slices) {
    assertThat(expected.size()).isEqualTo(10);
    expected
        .properties()
        .forEach(one -> {
          Slice slice = Objects.requireNonNull(slices.get(one.getKey()));
          assertThat(slice.users()).as(one.getKey()).isEqualTo(one.getValue().get(0).asInt());
          assertThat(slice.targets()).as(one.getKey()).isEqualTo(one.getValue().get(1).asLong());
          for (int i = 0; i < SLICE_METRICS.size() && slice.users() > 0; i++) {
            String metric = SLICE_METRICS.get(i);
            double mean = one.getValue().get(i + 2).asDouble();
            assertThat(slice.metrics().get(metric))
                .as("%s of %s", metric, one.getKey())
                .isCloseTo(mean, within(1e-9));
            assertThat(slice.intervals().get(metric))
                .satisfies(interval ->
                    assertThat(mean).isBetween(interval.low() - 1e-9, interval.high() + 1e-9));
          }
        });
  }
}
