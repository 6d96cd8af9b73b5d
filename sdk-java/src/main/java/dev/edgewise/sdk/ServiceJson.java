/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the service's JSON field by field, because on a device reading records by
 * reflection would depend on how they were desugared.
 */
final class ServiceJson {
  private ServiceJson() {}

  /**
   * Writes events.
   *
   * @param requestId the request whose list the events are about, or null
   */
  static String events(List<UserEvent> events, @Nullable String requestId) {
    JsonArray array = new JsonArray();
    for (UserEvent event : events) {
      JsonObject json = new JsonObject();
      json.addProperty("id", event.id());
      json.addProperty("source", "sdk");
      json.addProperty("user", event.user());
      json.addProperty("item", event.item());
      json.addProperty("type", event.type());
      json.addProperty("time", event.time().toString());
      if (event.value() != null) {
        json.addProperty("value", event.value());
      }
      if (requestId != null) {
        json.addProperty("requestId", requestId);
      }
      array.add(json);
    }
    return array.toString();
  }

  static Accepted accepted(String body) {
    JsonObject json = object(body);
    List<Accepted.Rejection> rejected =
        list(
            json,
            "rejected",
            one -> {
              JsonObject rejection = one.getAsJsonObject();
              return new Accepted.Rejection(
                  rejection.get("index").getAsInt(),
                  text(rejection.getAsJsonObject("problem"), "detail"));
            });
    return new Accepted(json.get("accepted").getAsInt(), rejected, text(json, "token"));
  }

  static Recommendations recommendations(String body) {
    JsonObject json = object(body);
    JsonObject model = json.getAsJsonObject("model");
    return new Recommendations(
        text(json, "requestId"),
        text(json, "user"),
        json.get("known").getAsBoolean(),
        text(model, "name"),
        model.get("trained").getAsBoolean(),
        json.get("degraded").getAsBoolean(),
        text(json, "problem"),
        list(json, "items", item -> entry(item.getAsJsonObject())));
  }

  private static Recommendations.Entry entry(JsonObject json) {
    JsonObject reason = json.has("reason") ? json.getAsJsonObject("reason") : new JsonObject();
    return new Recommendations.Entry(
        text(json, "id"),
        text(json, "title"),
        json.get("rank").getAsInt(),
        json.get("score").getAsDouble(),
        json.get("firstStageRank").getAsInt(),
        text(json, "rankedBy"),
        text(reason, "text"),
        list(reason, "cites", JsonElement::getAsString),
        text(reason, "source"));
  }

  static ProfileView profile(String body) {
    JsonObject json = object(body);
    Map<String, String> facts = new LinkedHashMap<>();
    for (JsonObject fact : list(json, "facts", JsonElement::getAsJsonObject)) {
      facts.put(text(fact, "id"), text(fact, "text"));
    }
    Map<String, Double> affinities = new LinkedHashMap<>();
    json.getAsJsonObject("affinities")
        .entrySet()
        .forEach(one -> affinities.put(one.getKey(), one.getValue().getAsDouble()));
    return new ProfileView(
        text(json, "user"),
        json.get("known").getAsBoolean(),
        json.get("version").getAsLong(),
        json.get("interactions").getAsLong(),
        facts,
        affinities,
        list(json, "recent", one -> text(one.getAsJsonObject(), "item")));
  }

  /** Returns the message of a problem document, or the beginning of any other body. */
  static String problem(String body) {
    try {
      JsonObject json = object(body);
      String detail = text(json, "detail");
      return detail.isEmpty() ? text(json, "title") : detail;
    } catch (RuntimeException noJson) {
      return body.length() <= 200 ? body : body.substring(0, 200) + "...";
    }
  }

  private static JsonObject object(String body) {
    return JsonParser.parseString(body).getAsJsonObject();
  }

  private static String text(JsonObject json, String name) {
    return json.has(name) ? json.get(name).getAsString() : "";
  }

  private static <T> List<T> list(JsonObject json, String name, Function<JsonElement, T> element) {
    List<T> list = new ArrayList<>();
    if (json.has(name)) {
      json.getAsJsonArray(name).forEach(one -> list.add(element.apply(one)));
    }
    return list;
  }
}
