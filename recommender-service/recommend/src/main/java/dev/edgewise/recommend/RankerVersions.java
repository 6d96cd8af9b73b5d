/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.StoredRanker;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fitted rankers, stored by number. A version of the blend names the ranker that belongs to it.
 * Thread-safe.
 */
public final class RankerVersions {
  private static final String NAME = "ranker";

  /** The ranker before any is fitted. */
  private static final FittedRanker STANDARD =
      new FittedRanker(EvidenceRanker.STANDARD, Recency.STANDARD, Map.of());

  private final DocumentStore documents;
  private final Consumer<FittedRanker> onUse;
  private long number;
  private @Nullable StoredRanker ranker;

  /** The rankers in a store; {@code onUse} receives each that is to be used from then on. */
  public RankerVersions(DocumentStore documents, Consumer<FittedRanker> onUse) {
    this.documents = documents;
    this.onUse = onUse;
  }

  /** Stores a ranker and returns its number. */
  long append(StoredRanker added) {
    return documents.append(NAME, added.bytes());
  }

  /**
   * Uses the ranker with this number, unless it is in use; 0 is the ranker before any is fitted.
   *
   * @throws IllegalArgumentException when it is no longer stored or can't be read
   */
  synchronized void use(long wanted) {
    if (wanted == number) {
      return;
    }
    StoredRanker found =
        wanted == 0
            ? null
            : documents
                .version(NAME, wanted)
                .map(stored -> StoredRanker.read(stored.document()))
                .orElseThrow(() ->
                    new IllegalArgumentException("the ranker " + wanted + " is no longer stored"));
    onUse.accept(found == null ? STANDARD : found.result());
    ranker = found;
    number = wanted;
  }

  /** The ranker in use; empty before any is fitted. */
  synchronized Optional<StoredRanker> inUse() {
    return Optional.ofNullable(ranker);
  }
}
