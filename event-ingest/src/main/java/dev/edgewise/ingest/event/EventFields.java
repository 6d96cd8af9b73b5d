/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits for events, and the fields whose rules depend on other fields. */
final class EventFields {
  static final int MAX_ID = 256;
  static final int MAX_TEXT = 1024;
  static final int MAX_ENTRIES = 64;

  private EventFields() {}

  static JsonFields<BadEventException> of(@Nullable JsonNode json) throws BadEventException {
    return JsonFields.of(
        json,
        "",
        (field, why) -> new BadEventException(field, field.isEmpty() ? "an event " + why : why));
  }

  /** Reads the item, which is optional for a search and a request about the user's own profile. */
  static String item(JsonFields<BadEventException> fields, String type) throws BadEventException {
    boolean optional = type.equals(EventType.SEARCH.type()) || ProfileRequest.isReserved(type);
    return optional && !fields.has("item") ? "" : fields.id("item", MAX_ID);
  }

  /** Reads the context; its keys follow the rules of ids. */
  static Map<String, String> context(JsonFields<BadEventException> fields)
      throws BadEventException {
    Map<String, String> context = fields.values("context", MAX_ENTRIES, MAX_TEXT);
    for (Map.Entry<String, String> entry : context.entrySet()) {
      String key = entry.getKey();
      if (!JsonFields.isPlain(key, MAX_ID)) {
        var _ = JsonFields.plain(fields.path("context key"), key, MAX_ID, BadEventException::new);
      }
      if (!JsonFields.isPlain(entry.getValue(), MAX_TEXT)) {
        String field = fields.path("context." + JsonFields.quote(key));
        var _ = JsonFields.plain(field, entry.getValue(), MAX_TEXT, BadEventException::new);
      }
    }
    return context;
  }

  /** Checks that a text follows the rules of ids. */
  static String checkedId(String field, String id) throws BadEventException {
    return JsonFields.id(field, id, MAX_ID, BadEventException::new);
  }
}
