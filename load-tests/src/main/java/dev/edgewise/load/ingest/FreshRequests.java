/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.load.pipeline.SyntheticEvents;
import dev.edgewise.profile.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Requests whose events are never the same twice, since who knows an event again has less to do:
 * one body, in which the ids are written anew each time. Used by one thread.
 */
final class FreshRequests {
  private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 9;
  private static final int USERS = 10_000;

  private final byte[] request;
  private final int[] digits;
  private long number;

  /**
   * Requests with so many events each.
   *
   * @param prefix of their ids, which nobody else uses
   */
  FreshRequests(String prefix, int events) {
    SyntheticEvents made = SyntheticEvents.plain(prefix.hashCode(), USERS, prefix);
    request = PlainHttp.post("/v1/events", body(made.next(events), prefix, events > 1));
    digits = new int[events];
    int found = 0;
    for (int i = 0; i < request.length && found < events; i++) {
      if (startsAt(i)) {
        digits[found++] = i + ID.length + prefix.length();
      }
    }
  }

  private static byte[] body(Iterator<Event> events, String prefix, boolean array) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    char before = '[';
    while (events.hasNext()) {
      if (array) {
        body.write(before);
        before = ',';
      }
      body.writeBytes(EventCodec.encode(renamed(events.next(), prefix + "0".repeat(DIGITS))));
    }
    if (array) {
      body.write(']');
    }
    return body.toByteArray();
  }

  private static Event renamed(Event one, String id) {
    return new Event(
        id,
        one.source(),
        one.user(),
        one.item(),
        one.type(),
        one.time(),
        one.value(),
        one.traits(),
        one.context());
  }

  private boolean startsAt(int at) {
    int end = at + ID.length;
    return end <= request.length && Arrays.equals(request, at, end, ID, 0, ID.length);
  }

  /** The next request; good until the one after it. */
  byte[] next() {
    for (int at : digits) {
      long rest = number++;
      for (int i = DIGITS - 1; i >= 0; i--) {
        request[at + i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    return request;
  }
}
