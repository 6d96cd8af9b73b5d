/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.SimilarName;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of events, with their limits; the rules of some depend on other fields. */
final class EventFields {
  /** The names in a context that the service reads; all others are free. */
  private static final Set<String> READ =
      Set.of(SignalWeights.SCALE, SignalWeights.LEARNT, "language", "device", "query", "request");

  private EventFields() {}

  static JsonFields<BadEventException> of(@Nullable JsonNode json) throws BadEventException {
    return JsonFields.of(
        json,
        "",
        (field, why) -> new BadEventException(field, field.isEmpty() ? "an event " + why : why));
  }

  /** Reads an id: of the event, its source, user or item, or its type. */
  static String id(JsonFields<BadEventException> fields, String name) throws BadEventException {
    return addressable(name, fields.id(name, Event.MAX_ID), fields::refused);
  }

  /** Refuses ids that no path of HTTP can name, so that they could be neither read nor erased. */
  private static String addressable(
      String field, String id, JsonFields.Refusal<BadEventException> refusal)
      throws BadEventException {
    if (!JsonFields.isAddressable(id)) {
      throw refusal.of(field, JsonFields.NOT_ADDRESSABLE);
    }
    return id;
  }

  static List<String> traits(JsonFields<BadEventException> fields) throws BadEventException {
    return fields.ids("traits", Event.MAX_TRAITS, Event.MAX_ID);
  }

  /** Checks that a request about a profile keeps the limits of such requests. */
  static Event checked(Event event) throws BadEventException {
    try {
      var _ = ProfileRequest.of(event);
      return event;
    } catch (IllegalArgumentException e) {
      throw new BadEventException("context", String.valueOf(e.getMessage()));
    }
  }

  /** Refuses times before 1970, which come from an unset or wrongly converted clock. */
  static Instant plausible(String field, Instant time) throws BadEventException {
    if (time.isBefore(Instant.EPOCH)) {
      throw new BadEventException(
          field, time + " lies before 1970; must be the time of the action");
    }
    return time;
  }

  /** Refuses names in the context that are nearly one that the service reads. */
  static Event spelt(Event event) throws BadEventException {
    for (String name : event.context().keySet()) {
      String meant = SimilarName.misspelt(name, READ).orElse(null);
      if (meant != null) {
        throw new BadEventException(
            "context." + JsonFields.quote(name),
            "did you mean " + meant + "? A name of your own must differ in more than one letter");
      }
    }
    return event;
  }

  /** Reads the item, which is optional for a search and a request about the user's own profile. */
  static String item(JsonFields<BadEventException> fields, String type) throws BadEventException {
    boolean optional = type.equals(EventType.SEARCH.type()) || ProfileRequest.isReserved(type);
    return optional && !fields.has("item") ? "" : id(fields, "item");
  }

  /** Reads the context; its values have no control characters either. */
  static Map<String, String> context(JsonFields<BadEventException> fields)
      throws BadEventException {
    Map<String, String> context =
        fields.values("context", Event.MAX_CONTEXT, Event.MAX_ID, Event.MAX_TEXT);
    for (Map.Entry<String, String> entry : context.entrySet()) {
      if (!JsonFields.isPlain(entry.getValue())) {
        String field = fields.path("context." + JsonFields.quote(entry.getKey()));
        var _ = JsonFields.plain(field, entry.getValue(), Event.MAX_TEXT, BadEventException::new);
      }
    }
    return context;
  }

  /** Checks that a text follows the rules of ids. */
  static String checkedId(String field, String id) throws BadEventException {
    return addressable(
        field,
        JsonFields.id(field, id, Event.MAX_ID, BadEventException::new),
        BadEventException::new);
  }
}
