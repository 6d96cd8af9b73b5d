/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.privacy;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.LookedUpProfile;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.events.ReadToken;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has people's requests about their profiles carried out. Thread-safe. */
public final class PrivacyRequests {
  private final EventPublisher publisher;
  private final ProfileLookup profiles;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * Rights over the profiles that a log's events go into.
   *
   * @param ids makes the ids of requests
   */
  public PrivacyRequests(
      EventPublisher publisher, ProfileLookup profiles, InstantSource clock, Supplier<String> ids) {
    this.publisher = publisher;
    this.profiles = profiles;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What became of a request. It is in the log, so it will have its effect.
   *
   * @param asked the event it travels as
   * @param token for waiting for it
   * @param reading the profile after it; null when it hasn't had its effect in time
   */
  public record Outcome(Event asked, ReadToken token, @Nullable LookedUpProfile reading) {}

  /**
   * Sends a request, and waits for its effect until the deadline.
   *
   * @throws IngestException when the log doesn't take it; then it may or may not have an effect
   */
  public Outcome ask(String user, ProfileRequest request, Deadline deadline) {
    Event event = request.event(user, ids.get(), clock.instant());
    EventPosition position = written(event);
    return new Outcome(event, ReadToken.of(user, position), after(user, position, deadline));
  }

  private EventPosition written(Event event) {
    try {
      return publisher.publish(event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IngestException failed) {
        throw failed;
      }
      throw e;
    }
  }

  private @Nullable LookedUpProfile after(String user, EventPosition position, Deadline deadline) {
    try {
      LookedUpProfile reading = profiles.get(user, position, deadline);
      return reading.profile().covers(position) ? reading : null;
    } catch (ProfileStoreException e) {
      return null; // the log has it: it takes effect when the store is back
    }
  }
}
