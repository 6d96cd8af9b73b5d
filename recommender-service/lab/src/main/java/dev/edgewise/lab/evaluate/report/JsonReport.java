/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.metric.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as one JSON document; docs/evaluation.md says what its members mean. */
final class JsonReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonReport() {}

  static String of(Evaluation evaluation) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document(evaluation));
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
    json.put("core", e.options().core());
    json.put("seed", e.options().seed());
    json.put("users", e.size().users());
    json.put("items", e.size().items());
    json.put("events", e.size().events());
    json.put("trainingEvents", e.size().training());
    json.put("rankedItems", e.size().ranked());
    json.put("leftOut", e.leftOut());
    json.put("measured", e.measured());
    Map<String, Object> rankers = new LinkedHashMap<>();
    e.rankers().forEach((name, result) -> rankers.put(name, ranker(result)));
    json.put("rankers", rankers);
    json.put("stages", e.stages());
    json.put("paired", e.paired().stream().map(JsonReport::paired).toList());
    json.put("notes", e.notes());
    json.put("pace", e.pace());
    json.put("machine", e.machine());
    json.put("seconds", e.seconds());
    return json;
  }

  static String negatives(Evaluation e) {
    return e.options().negatives() == 0 ? "all" : String.valueOf(e.options().negatives());
  }

  private static Map<String, Object> ranker(Evaluation.Result result) {
    Map<String, Object> json = new LinkedHashMap<>(result.metrics());
    Map<String, Object> intervals = new LinkedHashMap<>();
    result.intervals().forEach((metric, i) -> intervals.put(metric, List.of(i.low(), i.high())));
    json.put("intervals", intervals);
    Map<String, Object> slices = new LinkedHashMap<>();
    result
        .slices()
        .forEach((name, slice) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("users", slice.users());
          one.putAll(slice.metrics());
          slices.put(name, one);
        });
    json.put("slices", slices);
    return json;
  }

  private static Map<String, Object> paired(Evaluation.Paired paired) {
    Interval difference = paired.difference();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("a", paired.a());
    json.put("b", paired.b());
    json.put("metric", paired.metric());
    json.put("difference", difference.mean());
    json.put("low", difference.low());
    json.put("high", difference.high());
    return json;
  }
}
