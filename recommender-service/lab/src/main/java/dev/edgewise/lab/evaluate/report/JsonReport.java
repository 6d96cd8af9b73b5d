/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.recommend.learn.Part;
import java.util.LinkedHashMap;
import java.util.Map;

/** An evaluation as one JSON document; docs/evaluation.md describes its members. */
final class JsonReport {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(Evaluation.Result.class, Metrics.class)
          .addMixIn(Evaluation.Slice.class, Metrics.class)
          .addMixIn(Interval.class, Bounds.class)
          .build();

  private JsonReport() {}

  /** The metrics are members of the object around them. */
  @JsonPropertyOrder({"users", "targets", "metrics", "intervals", "slices", "responsiveness"})
  interface Metrics {
    @JsonAnyGetter
    Map<String, Double> metrics();
  }

  /** An interval is an array of its two ends. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"low", "high"})
  @JsonIncludeProperties({"low", "high"})
  interface Bounds {}

  static String of(Evaluation evaluation) {
    return of(document(evaluation));
  }

  /** Writes figures, names and texts. */
  static String of(Object document) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures and names are always JSON", e);
    }
  }

  private static Map<String, Object> document(Evaluation e) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", e.options().protocol().label());
    json.put("negatives", negatives(e));
    if (e.split() != null) {
      json.put("split", e.split().toString());
    }
    if (e.options().protocol() == Protocol.LEAVE_ONE_OUT) {
      json.put("ties", e.ties());
    }
    json.put("core", e.options().core());
    json.put("seed", e.options().seed());
    json.put("without", e.options().without().stream().map(Part::label).sorted().toList());
    json.put("users", e.size().users());
    json.put("items", e.size().items());
    json.put("events", e.size().events());
    json.put("trainingEvents", e.size().training());
    json.put("rankedItems", e.size().ranked());
    json.put("leftOut", e.leftOut());
    json.put("measured", e.measured());
    json.put("rankers", e.rankers());
    json.put("stages", e.stages());
    json.put("paired", e.paired().stream().map(Difference::of).toList());
    json.put("notes", e.notes());
    json.put("pace", e.pace());
    json.put("machine", e.machine());
    json.put("seconds", e.seconds());
    return json;
  }

  private record Difference(
      String a, String b, String metric, double difference, double low, double high) {
    static Difference of(Evaluation.Paired pair) {
      Interval i = pair.difference();
      return new Difference(pair.a(), pair.b(), pair.metric(), i.mean(), i.low(), i.high());
    }
  }

  /** How many items the targets are ranked among, as reports write it. */
  static String negatives(Evaluation e) {
    return e.options().negatives() == 0 ? "all" : String.valueOf(e.options().negatives());
  }
}
