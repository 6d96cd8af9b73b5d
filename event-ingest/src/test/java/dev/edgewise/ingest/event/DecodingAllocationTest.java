/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.edgewise.profile.Event;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests how much memory reading one event takes. Each event is read twice, over HTTP and from the
 * log, so this decides how often the garbage collector runs. Compiled code may take less, never
 * more. The limit is the figure of today with a tenth to spare.
 */
class DecodingAllocationTest {
  private static final Event EVENT =
      new Event(
          "event-1",
          "app",
          "user-1",
          "item-1",
          "like",
          Instant.parse("2026-01-31T12:00:00.123Z"),
          null,
          List.of("genre:Drama", "genre:Science Fiction", "decade:2010s"),
          Map.of("placement", "for-you", "request", "a-request"));

  @Test
  void readingAnEventTakesNoMoreMemory() throws BadEventException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] json = EventCodec.encode(EVENT);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      Event read = EventCodec.decode(json);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(read).isEqualTo(EVENT);
    }
    assertThat(least).isBetween(1000L, 4200L);
  }
}
