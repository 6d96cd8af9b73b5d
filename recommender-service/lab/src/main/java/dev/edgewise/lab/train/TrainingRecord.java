/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The training of a model, in the form that its archive stores.
 *
 * @param catalogue short name of the catalogue
 * @param trainedUntil end of the training window
 * @param heldOutFrom start of the held-out window, which training never used
 * @param requests number of training requests
 * @param batch number of requests in a step
 * @param learningRate the highest rate
 * @param seed of weights, samples and order
 * @param seconds duration of the training
 * @param machine the machine that it ran on
 * @param bestStep the step whose weights were kept
 * @param curve NDCG@10 on the validation window by step
 */
record TrainingRecord(
    String catalogue,
    Instant trainedUntil,
    Instant heldOutFrom,
    int requests,
    int batch,
    double learningRate,
    long seed,
    long seconds,
    String machine,
    @SerializedName("steps") long bestStep,
    Map<Long, Double> curve) {
  private static final List<String> REQUIRED =
      List.of("catalogue", "trainedUntil", "heldOutFrom", "requests", "curve", "steps");
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(
              Instant.class,
              (JsonSerializer<Instant>) (time, type, context) -> new JsonPrimitive(time.toString()))
          .registerTypeAdapter(
              Instant.class,
              (JsonDeserializer<Instant>)
                  (json, type, context) -> Instant.parse(json.getAsString()))
          .create();

  TrainingRecord {
    curve = Collections.unmodifiableMap(new TreeMap<>(curve));
  }

  /** Whole minutes that training took. */
  public long minutes() {
    return seconds / 60;
  }

  JsonObject json() {
    return GSON.toJsonTree(this).getAsJsonObject();
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException when something is missing
   */
  static TrainingRecord of(JsonObject json) {
    for (String name : REQUIRED) {
      if (!json.has(name)) {
        throw new IllegalArgumentException(
            "the archive doesn't say how it was trained: notes." + name + " is missing");
      }
    }
    return GSON.fromJson(json, TrainingRecord.class);
  }
}
