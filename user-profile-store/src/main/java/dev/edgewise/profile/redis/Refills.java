/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.store.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that are read again from their beginning, since Redis has lost profiles while it
 * ran: it evicted keys, or somebody deleted them. A key for each partition tells all processes how
 * far the reading must go, and of how many evictions it makes up for; so it goes on when processes
 * are killed in between. Thread-safe.
 */
final class Refills {
  private final Map<String, Refill> refills = new ConcurrentHashMap<>();

  /**
   * What was or is read again.
   *
   * @param end the first offset that need not be read again; 0 when nothing need be
   * @param evicted the number of evictions that this reading makes up for
   */
  record Refill(long end, long evicted) {
    static final Refill NONE = new Refill(0, 0);

    /** Parses a stored value; an unreadable one counts as none, so that the log is read again. */
    static Refill parse(byte @Nullable [] value) {
      String text = value == null ? "" : new String(value, StandardCharsets.US_ASCII);
      if (!text.matches("\\d{1,18} \\d{1,18}")) {
        return NONE;
      }
      String[] numbers = text.split(" ", 2);
      return new Refill(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    byte[] format() {
      return Script.ascii(end + " " + evicted);
    }
  }

  void put(String topicId, int partition, Refill refill) {
    refills.put(topicId + "/" + partition, refill);
  }

  private Refill of(String topicId, int partition) {
    return refills.getOrDefault(topicId + "/" + partition, Refill.NONE);
  }

  /** The offset up to which a partition is read again; 0 when it is not. */
  long end(String topicId, int partition) {
    return of(topicId, partition).end;
  }

  /** What to store when this progress ends the reading of a partition, or null. */
  @Nullable Refill ended(Checkpoint reached) {
    Refill refill = of(reached.topicId(), reached.partition());
    return refill.end > 0 && reached.next() >= refill.end ? new Refill(0, refill.evicted) : null;
  }

  /** Whether keys were evicted since the partition was last read again; a restart counts anew. */
  boolean behind(String topicId, int partition, long evicted) {
    long handled = of(topicId, partition).evicted;
    return evicted > (handled > evicted ? 0 : handled);
  }
}
