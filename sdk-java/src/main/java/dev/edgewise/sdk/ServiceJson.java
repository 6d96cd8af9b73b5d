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
import java.util.Map.Entry;

/**
 * The service's JSON, read field by field: records are plain classes on a device, where reading
 * them by reflection would depend on how they were desugared.
 */
final class ServiceJson {
  private ServiceJson() {}

  static String events(List<UserEvent> events) {
    JsonArray array = new JsonArray();
    events.forEach(event -> array.add(event(event)));
    return array.toString();
  }

  /** Events that are about what a request showed. */
  static String feedback(String requestId, List<UserEvent> events) {
    JsonArray array = new JsonArray();
    for (UserEvent event : events) {
      JsonObject json = event(event);
      json.addProperty("requestId", requestId);
      array.add(json);
    }
    return array.toString();
  }

  private static JsonObject event(UserEvent event) {
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
    return json;
  }

  static Accepted accepted(String body) {
    JsonObject json = object(body);
    List<Accepted.Rejection> rejected = new ArrayList<>();
    for (JsonElement one : array(json, "rejected")) {
      JsonObject rejection = one.getAsJsonObject();
      rejected.add(
          new Accepted.Rejection(
              rejection.get("index").getAsInt(),
              text(rejection.getAsJsonObject("problem"), "detail")));
    }
    return new Accepted(json.get("accepted").getAsInt(), rejected, text(json, "token"));
  }

  static Recommendations recommendations(String body) {
    JsonObject json = object(body);
    JsonObject model = json.getAsJsonObject("model");
    List<Recommendations.Entry> items = new ArrayList<>();
    for (JsonElement item : array(json, "items")) {
      items.add(entry(item.getAsJsonObject()));
    }
    return new Recommendations(
        text(json, "requestId"),
        text(json, "user"),
        json.get("known").getAsBoolean(),
        text(model, "name"),
        model.get("trained").getAsBoolean(),
        json.get("degraded").getAsBoolean(),
        text(json, "problem"),
        items);
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
        texts(reason, "cites"),
        text(reason, "source"));
  }

  static ProfileView profile(String body) {
    JsonObject json = object(body);
    Map<String, String> facts = new LinkedHashMap<>();
    for (JsonElement fact : array(json, "facts")) {
      facts.put(text(fact.getAsJsonObject(), "id"), text(fact.getAsJsonObject(), "text"));
    }
    Map<String, Double> affinities = new LinkedHashMap<>();
    for (Entry<String, JsonElement> one : json.getAsJsonObject("affinities").entrySet()) {
      affinities.put(one.getKey(), one.getValue().getAsDouble());
    }
    List<String> recent = new ArrayList<>();
    for (JsonElement one : array(json, "recent")) {
      recent.add(text(one.getAsJsonObject(), "item"));
    }
    return new ProfileView(
        text(json, "user"),
        json.get("known").getAsBoolean(),
        json.get("version").getAsLong(),
        json.get("interactions").getAsLong(),
        facts,
        affinities,
        recent);
  }

  /** What a problem document says, or the beginning of a body that is none. */
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

  private static JsonArray array(JsonObject json, String name) {
    return json.has(name) ? json.getAsJsonArray(name) : new JsonArray();
  }

  private static String text(JsonObject json, String name) {
    return json.has(name) ? json.get(name).getAsString() : "";
  }

  private static List<String> texts(JsonObject json, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonElement one : array(json, name)) {
      texts.add(one.getAsString());
    }
    return texts;
  }
}
