/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.store.Checkpoint;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that are read again from their beginning, since Redis has lost profiles while it
 * ran: it evicted keys, or somebody deleted them. A key for each partition tells all processes how
 * far the reading must go, and of how many evictions it makes up for; so it goes on when processes
 * are killed in between. Thread-safe.
 */
final class Refills {
  private final Connections connections;
  private final boolean expiring;
  private final Map<String, Refill> refills = new ConcurrentHashMap<>();

  /** The keys of progress that this process stored, and those of them that somebody deleted. */
  private final Set<String> savedKeys = ConcurrentHashMap.newKeySet();

  private final Set<String> goneKeys = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String warning;
  private volatile @Nullable String loss;

  /**
   * What was or is read again.
   *
   * @param end the first offset that need not be read again; 0 when nothing need be
   * @param evicted the number of evictions that this reading makes up for
   */
  private record Refill(long end, long evicted) {
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

  /** Creates them; {@code expiring} tells whether profiles have a time to live. */
  Refills(Connections connections, boolean expiring) {
    this.connections = connections;
    this.expiring = expiring;
  }

  /** Reads what is stored about a partition. */
  void load(String topicId, int partition) {
    String key = Keys.refill(topicId, partition);
    byte[] stored = connections.await("read a checkpoint", commands -> commands.get(key));
    refills.put(key, Refill.parse(stored));
  }

  private Refill of(String topicId, int partition) {
    return refills.getOrDefault(Keys.refill(topicId, partition), Refill.NONE);
  }

  /** The offset up to which a partition is read again; 0 when it is not. */
  long end(String topicId, int partition) {
    return of(topicId, partition).end;
  }

  /** Records that progress was stored under a key, and whether some was there before. */
  void saved(String key, boolean wasThere) {
    if (!savedKeys.add(key) && !wasThere) {
      goneKeys.add(key);
    }
  }

  /**
   * Has those partitions read again of which Redis has lost something, if it has room.
   *
   * @param given for each partition the saved marks, and a last one behind all that was given to
   *     Redis
   */
  List<Checkpoint> begin(List<Checkpoint> given) {
    Memory memory = connections.await("read the state of the memory", Connections::memory);
    boolean profilesToo = memory.evictsAll() || expiring || !memory.evicts();
    List<Checkpoint> lost = new ArrayList<>();
    boolean evicted = false;
    for (Checkpoint one : given) {
      boolean behind = profilesToo && behind(one, memory.evicted());
      evicted |= behind;
      if (memory.hasRoom() && (behind || isGone(one))) {
        lost.add(one);
      }
    }
    tell(memory, evicted);
    lost.forEach(one -> forget(one, memory.evicted()));
    if (!lost.isEmpty()) {
      connections.lost(); // also what this process remembers of the values
    }
    return lost;
  }

  /** Whether keys were evicted since the partition was last read again; a restart counts anew. */
  private boolean behind(Checkpoint given, long evicted) {
    long handled = of(given.topicId(), given.partition()).evicted;
    return evicted > (handled > evicted ? 0 : handled);
  }

  /** Whether progress that was stored has gone, and with it probably more. */
  private boolean isGone(Checkpoint given) {
    String key = Keys.checkpoint(given.topicId(), given.partition());
    return goneKeys.remove(key)
        || (given.marks().size() > 1
            && connections.await("read a checkpoint", commands -> commands.exists(key)) == 0);
  }

  /** Stores that a partition is to be read from its beginning up to where it was read. */
  private void forget(Checkpoint reached, long evicted) {
    Checkpoint start =
        new Checkpoint(reached.topicId(), reached.partition(), List.of(), reached.eras());
    byte[] refill = new Refill(reached.next(), evicted).format();
    String refillKey = Keys.refill(reached.topicId(), reached.partition());
    String key = Keys.checkpoint(reached.topicId(), reached.partition());
    connections.await(
        "go back to the beginning",
        commands ->
            commands
                .set(refillKey, refill)
                .thenCompose(done -> commands.set(key, Script.ascii(start.format()))));
  }

  private void tell(Memory memory, boolean evicted) {
    warning =
        memory.evicts()
            ? "maxmemory-policy is "
                + memory.policy()
                + ", which deletes profiles when the memory is full; set noeviction"
            : null;
    loss =
        evicted
            ? "values were deleted for lack of memory ("
                + memory.evicted()
                + "); profiles are read again from the log "
                + (memory.hasRoom() ? "now" : "when there is more memory or noeviction")
            : null;
  }

  /** Ends the reading of a partition if this progress reaches its end. */
  CompletionStage<Void> endWith(
      RedisClusterAsyncCommands<String, byte[]> commands, Checkpoint reached) {
    Refill refill = of(reached.topicId(), reached.partition());
    if (refill.end == 0 || reached.next() < refill.end) {
      return CompletableFuture.completedFuture(null);
    }
    String key = Keys.refill(reached.topicId(), reached.partition());
    Refill ended = new Refill(0, refill.evicted);
    return commands.set(key, ended.format()).thenAccept(done -> refills.put(key, ended));
  }

  /** What may cost Redis its profiles, or null. */
  @Nullable String warning() {
    return warning;
  }

  /** What Redis has lost and not got back, or null. */
  @Nullable String loss() {
    return loss;
  }
}
