/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.processor.InFlight;
import dev.edgewise.recommend.stored.ListVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The lists that requests get: each is made once, and serves until the profile, the catalogue, the
 * ranker, the model or the prompt changes. A list is found in this process, else in the store, else
 * it is made. Equal requests at the same time share the work. Thread-safe.
 */
public final class ServedLists {
  private static final int MOST_BYTES = 16 << 20;

  private final PrecomputedLists stored;
  private final Cache<ListKey, byte[]> recent; // few objects, so that collections stay short
  private final InFlight<ListKey, RankedList> making =
      new InFlight<>(list -> list.problem() == null);
  private final InFlight<TextKey, RankingModel.Explained> writing =
      new InFlight<>(texts -> texts.problem() == null);

  /** Creates it; a list in this process serves for {@code timeToLive} at most. */
  public ServedLists(PrecomputedLists stored, Duration timeToLive) {
    this.stored = stored;
    this.recent =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((ListKey key, byte[] list) -> list.length)
            .expireAfterWrite(timeToLive)
            .build();
  }

  private record TextKey(ListKey list, List<String> items, WritingStyle style) {}

  /** The lookup of a list, which is in progress while the profile is read. */
  final class Lookup {
    private final RecommendationRequest request;
    private final PrecomputedLists.Lookup precomputed;

    private Lookup(RecommendationRequest request) {
      this.request = request;
      this.precomputed = stored.lookUp(request);
    }

    /** Returns the list of this version, or makes it. */
    RankedList list(ListKey key, Deadline deadline, Supplier<RankedList> maker) {
      byte[] known = recent.getIfPresent(key);
      return known != null
          ? stored.read(known)
          : making.get(
              key,
              deadline,
              () -> precomputed.list(key.version(), deadline).orElseGet(() -> made(key, maker)));
    }

    private RankedList made(ListKey key, Supplier<RankedList> maker) {
      RankedList list = maker.get();
      if (stored.objection(list) == null) {
        recent.put(key, stored.bytes(list, key.version()));
      }
      return list;
    }

    /** Returns the reasons of items of a list. Those in the plain style are kept with the list. */
    RankingModel.Explained texts(
        ListKey key,
        RankedList list,
        Profile profile,
        List<String> items,
        Deadline deadline,
        Supplier<RankingModel.Explained> writer) {
      return writing.get(
          new TextKey(key, items, request.style()),
          deadline,
          () -> {
            RankingModel.Explained texts = writer.get();
            if (texts.problem() == null && request.style().equals(WritingStyle.PLAIN)) {
              keep(key, list, texts.reasons(), profile);
            }
            return texts;
          });
    }

    private void keep(ListKey key, RankedList list, Map<String, Reason> reasons, Profile profile) {
      if (stored.objection(list) == null) {
        byte[] kept = recent.getIfPresent(key);
        RankedList whole = (kept == null ? list : stored.read(kept)).withReasons(reasons);
        recent.put(key, stored.bytes(whole, key.version()));
        stored.keep(request, profile, key.version(), whole);
      }
    }
  }

  /** The version that a list for this profile and BCP 47 language tag would get now. */
  ListVersion version(Profile profile, String language) {
    return stored.version(profile, language);
  }

  /** Starts to look up the list for a request. */
  Lookup lookUp(RecommendationRequest request) {
    return new Lookup(request);
  }

  /** Forgets the lists of a user. */
  public void forget(String user) {
    recent.asMap().keySet().removeIf(key -> key.user().equals(user));
  }
}
