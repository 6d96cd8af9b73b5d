/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The events of a session, which come in the body of a request and aren't stored. Thread-safe. */
@Singleton
public final class SessionEvents {
  /** The maximum number of events of a session. */
  static final int MOST = 100;

  private static final String EVENTS = "events";
  private static final Set<String> FIELDS =
      Set.of("item", "type", "time", "value", "source", "context");

  private final JsonBody body;
  private final EventGate gate;

  SessionEvents(JsonBody body, EventGate gate) {
    this.body = body;
    this.gate = gate;
  }

  /**
   * Reads the body of a request into the profile that its events make. The profile's user is a name
   * made from the body, so that equal bodies get equal lists.
   *
   * @throws ProblemException when the body is wrong, or one of its events, which it names
   */
  public Profile profile(InputStream in) {
    JsonNode json = body.one(in);
    check(json);
    String user = "session-" + EventKey.format(hash(json));
    Instant now = gate.now();
    List<Event> events = new ArrayList<>();
    for (JsonNode event : json.path(EVENTS)) {
      events.add(event((ObjectNode) event, events.size(), user, now));
    }
    return gate.profile(user, events);
  }

  private static void check(JsonNode json) {
    JsonFields<ProblemException> fields = JsonBody.fields(json, Problem.Kind.BAD_REQUEST);
    if (!fields.only(Set.of(EVENTS)).has(EVENTS)) {
      throw fields.refused(EVENTS, "missing; must be an array of at most " + MOST + " events");
    }
    for (JsonFields<ProblemException> event : fields.objects(EVENTS, MOST)) {
      var _ = event.only(FIELDS);
    }
  }

  private static long hash(JsonNode json) {
    return EventKey.fnv1a(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Event event(ObjectNode json, int index, String user, Instant now) {
    ObjectNode whole = json.deepCopy();
    whole.put("id", String.valueOf(index)).put("user", user);
    putIfMissing(whole, "type", EventType.VIEW.type());
    putIfMissing(whole, "time", now.toString());
    String objection;
    try {
      Event event = EventCodec.readKnown(whole);
      objection = gate.objection(event).orElse(null);
      if (objection == null) {
        return event;
      }
    } catch (BadEventException e) {
      objection = String.valueOf(e.getMessage());
    }
    throw new ProblemException(
        Problem.Kind.BAD_EVENT, "%s[%d].%s".formatted(EVENTS, index, objection));
  }

  private static void putIfMissing(ObjectNode json, String field, String value) {
    if (!json.hasNonNull(field)) {
      json.put(field, value);
    }
  }
}
