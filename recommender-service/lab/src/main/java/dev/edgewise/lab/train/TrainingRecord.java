/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.edgewise.lab.evaluate.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model was trained, as its archive keeps it.
 *
 * @param catalogue short name of the catalogue
 * @param trainedUntil the events before this were learnt from
 * @param heldOutFrom the events from here on were never looked at
 * @param requests made of the events
 * @param batch requests in a step
 * @param learningRate the highest
 * @param seed of weights, samples and order
 * @param took how long
 * @param machine that it ran on
 * @param curve NDCG@10 on the validation window by step
 * @param bestStep whose weights were kept
 */
record TrainingRecord(
    String catalogue,
    Instant trainedUntil,
    Instant heldOutFrom,
    int requests,
    int batch,
    double learningRate,
    long seed,
    Duration took,
    String machine,
    Map<Long, Double> curve,
    long bestStep) {

  TrainingRecord {
    curve = Collections.unmodifiableMap(new TreeMap<>(curve));
  }

  static TrainingRecord of(
      TrainingOptions options,
      String catalogue,
      Instant trainedUntil,
      Instant heldOutFrom,
      int requests,
      Duration took,
      Learning.Curve learning) {
    return new TrainingRecord(
        catalogue,
        trainedUntil,
        heldOutFrom,
        requests,
        options.batch(),
        options.learningRate(),
        options.seed(),
        took,
        Machine.describe(),
        learning.ndcg(),
        learning.bestStep());
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("catalogue", catalogue);
    json.addProperty("trainedUntil", trainedUntil.toString());
    json.addProperty("heldOutFrom", heldOutFrom.toString());
    json.addProperty("requests", requests);
    json.addProperty("batch", batch);
    json.addProperty("learningRate", learningRate);
    json.addProperty("seed", seed);
    json.addProperty("seconds", took.toSeconds());
    json.addProperty("machine", machine);
    json.addProperty("steps", bestStep);
    JsonObject points = new JsonObject();
    curve.forEach((step, ndcg) -> points.addProperty(step.toString(), ndcg));
    json.add("curve", points);
    return json;
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException when something is missing
   */
  static TrainingRecord of(JsonObject json) {
    for (String name :
        new String[] {"catalogue", "trainedUntil", "heldOutFrom", "requests", "curve", "steps"}) {
      if (!json.has(name)) {
        throw new IllegalArgumentException(
            "the archive doesn't say how it was trained: notes." + name + " is missing");
      }
    }
    Map<Long, Double> curve = new TreeMap<>();
    for (Map.Entry<String, JsonElement> point : json.getAsJsonObject("curve").entrySet()) {
      curve.put(Long.valueOf(point.getKey()), point.getValue().getAsDouble());
    }
    return new TrainingRecord(
        json.get("catalogue").getAsString(),
        Instant.parse(json.get("trainedUntil").getAsString()),
        Instant.parse(json.get("heldOutFrom").getAsString()),
        json.get("requests").getAsInt(),
        json.get("batch").getAsInt(),
        json.get("learningRate").getAsDouble(),
        json.get("seed").getAsLong(),
        Duration.ofSeconds(json.get("seconds").getAsLong()),
        json.get("machine").getAsString(),
        curve,
        json.get("steps").getAsLong());
  }
}
