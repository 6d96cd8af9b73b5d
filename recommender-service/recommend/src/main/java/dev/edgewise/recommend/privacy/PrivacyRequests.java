/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.privacy;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.UnreadableProfileException;
import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.LookedUpProfile;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.events.ReadToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out users' requests about their profiles. Thread-safe. */
public final class PrivacyRequests {
  private static final Duration READ_INTERVAL = Duration.ofMillis(50);

  private final EventPublisher publisher;
  private final ProfileLookup profiles;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** Creates the service; {@code ids} makes the ids of requests. */
  public PrivacyRequests(
      EventPublisher publisher, ProfileLookup profiles, InstantSource clock, Supplier<String> ids) {
    this.publisher = publisher;
    this.profiles = profiles;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The result of a request. The request is in the log, so it will take effect.
   *
   * @param asked the event that carries the request
   * @param token for waiting until it has taken effect
   * @param reading the profile afterwards; null when it had not taken effect by the deadline
   */
  public record Outcome(Event asked, ReadToken token, @Nullable LookedUpProfile reading) {}

  /**
   * Sends a request, and waits until the deadline for it to take effect.
   *
   * @throws IngestException when the log doesn't take it; it may or may not take effect then
   * @throws UnreadableProfileException when the stored profile can't be read, so that only an
   *     erasure takes effect
   */
  public Outcome ask(String user, ProfileRequest request, Deadline deadline) {
    Event event = request.event(user, ids.get(), clock.instant());
    EventPosition position = publish(event);
    LookedUpProfile reading =
        request instanceof ProfileRequest.Erase
            ? readErased(user, position, deadline)
            : read(user, position, deadline);
    return new Outcome(event, ReadToken.of(user, position), reading);
  }

  /** Reads on while a profile can't be read, since its erasure will replace it. */
  private @Nullable LookedUpProfile readErased(
      String user, EventPosition position, Deadline deadline) {
    while (true) {
      try {
        return read(user, position, deadline);
      } catch (UnreadableProfileException e) {
        if (!deadline.allows(READ_INTERVAL)) {
          return null;
        }
        LockSupport.parkNanos(READ_INTERVAL.toNanos());
      }
    }
  }

  private EventPosition publish(Event event) {
    try {
      return publisher.publish(event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IngestException failed) {
        throw failed;
      }
      throw e;
    }
  }

  private @Nullable LookedUpProfile read(String user, EventPosition position, Deadline deadline) {
    try {
      LookedUpProfile reading = profiles.get(user, position, deadline);
      return reading.profile().covers(position) ? reading : null;
    } catch (UnreadableProfileException e) {
      throw e; // it won't take effect
    } catch (ProfileStoreException e) {
      return null; // it takes effect when the store is reachable again
    }
  }
}
