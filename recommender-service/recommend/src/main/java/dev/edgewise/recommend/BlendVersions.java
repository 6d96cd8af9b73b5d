/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.candidates.FittedRankers;
import dev.edgewise.recommend.learn.StoredRanker;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the score blend and the fitted ranker, stored as a versioned document that all
 * instances share. One call replaces or rolls back the current version, and each instance applies
 * it within seconds. Weights that were fitted for another model or prompt are not applied: the
 * model's own weights stay in use, and health reports the problem. Thread-safe.
 */
public final class BlendVersions implements FittedRankers {
  private static final String NAME = "blend";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DocumentStore documents;
  private final RankingModel model;
  private final RankerVersions rankers;
  private final InstantSource clock;
  private volatile long inUse;
  private volatile @Nullable Blend modelBlend;
  private volatile @Nullable String problem;

  /** The versions in a store, whose weights and rankers are applied to these. */
  public BlendVersions(
      DocumentStore documents, RankingModel model, RankerVersions rankers, InstantSource clock) {
    this.documents = documents;
    this.model = model;
    this.rankers = rankers;
    this.clock = clock;
  }

  /**
   * The stored form of a version.
   *
   * @param weights by feature name; a missing weight is 0, except model and slope, which default to
   *     1; null for the model's own weights
   * @param model hash of the model that the weights were fitted for
   * @param prompt version of the prompt that they were fitted for
   * @param note free text of the author
   * @param created creation time in RFC 3339
   * @param ranker the number of the fitted ranker; 0 for the ranker before any is fitted
   */
  public record Document(
      @Nullable Map<String, Double> weights,
      String model,
      String prompt,
      String note,
      String created,
      long ranker) {}

  /** A document and its version number. */
  public record Version(long version, Document document) {}

  /**
   * Adds a version and makes it the current one.
   *
   * @param weights by feature name
   * @param hash hash of the model that the weights are for; null for the loaded model
   * @throws IllegalArgumentException when a weight is invalid, or the weights are for another model
   * @throws ProfileStoreException when the store can't be reached
   */
  public Version replace(Map<String, Double> weights, @Nullable String hash, String note) {
    Blend checked = Blend.of(weights);
    ModelInfo info = model.info();
    if (hash != null && !hash.equals(info.hash())) {
      throw new IllegalArgumentException(
          "model should be the hash of the loaded model, " + info.hash());
    }
    return append(checked.weights(), note, current().map(v -> v.document.ranker).orElse(0L));
  }

  @Override
  public void add(StoredRanker ranker) {
    String note = "the service fitted the ranker of this version: " + ranker.result().name();
    Map<String, Double> weights = current().map(v -> v.document.weights).orElse(null);
    append(weights, note, rankers.append(ranker));
  }

  private Version append(@Nullable Map<String, Double> weights, String note, long ranker) {
    ModelInfo info = model.info();
    Document document =
        new Document(weights, info.hash(), info.prompt(), note, clock.instant().toString(), ranker);
    try {
      long version = documents.append(NAME, JSON.writeValueAsBytes(document));
      refresh();
      return new Version(version, document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers can always be written as JSON", e);
    }
  }

  @Override
  public Optional<StoredRanker> ranker() {
    return rankers.inUse();
  }

  @Override
  public boolean held() {
    List<Version> all = versions();
    return !all.isEmpty()
        && !current()
            .map(v -> v.document.ranker)
            .equals(Optional.of(all.getFirst().document.ranker));
  }

  /** Makes a version current again; empty when this version does not exist. */
  public Optional<Version> rollBack(long version) {
    Optional<Version> current = documents.makeCurrent(NAME, version).map(BlendVersions::read);
    refresh();
    return current;
  }

  /** All stored versions, newest first. */
  public List<Version> versions() {
    return documents.versions(NAME).stream().map(BlendVersions::read).toList();
  }

  /** The current version; empty when the model's own weights are in use. */
  public Optional<Version> current() {
    return documents.current(NAME).map(BlendVersions::read);
  }

  private static Version read(DocumentStore.Versioned stored) {
    try {
      return new Version(stored.version(), JSON.readValue(stored.document(), Document.class));
    } catch (IOException e) {
      throw new ProfileStoreException(
          "version " + stored.version() + " of the blend can't be read", e);
    }
  }

  /** The version that this instance uses; 0 before any, and for the model's own weights. */
  public long inUse() {
    return inUse;
  }

  /** The weights that this instance uses; empty without a model. */
  public Optional<Blend> weights() {
    return model.blend();
  }

  /** Why the current version is not used, in one line; null when it is used. */
  public @Nullable String problem() {
    return problem;
  }

  /** Applies a new version if there is one; keeps what it has while the store is unreachable. */
  public void refresh() {
    try {
      Optional<Version> version = current();
      String weightsProblem = useWeights(version);
      version.ifPresent(v -> rankers.use(v.document.ranker));
      problem = weightsProblem;
    } catch (ProfileStoreException e) {
      problem = "the blend can't be reached at the moment"; // the message has an address
    } catch (IllegalArgumentException e) {
      problem = "the blend could not be read: " + e.getMessage();
    }
  }

  /** Returns why the version's weights are not used, or null. */
  private @Nullable String useWeights(Optional<Version> version) {
    boolean fits = version.map(v -> fits(v.document)).orElse(true);
    Optional<Blend> weights = model.blend();
    if (weights.isPresent()) {
      Blend ownWeights = modelBlend == null ? weights.get() : modelBlend;
      modelBlend = ownWeights;
      model.use(
          version.filter(v -> fits).map(v -> v.document.weights).map(Blend::of).orElse(ownWeights));
    }
    inUse = fits ? version.map(Version::version).orElse(0L) : 0;
    return fits ? null : "the current blend was fitted for another model or prompt";
  }

  private boolean fits(Document document) {
    ModelInfo info = model.info();
    return document.weights == null
        || (document.model.equals(info.hash()) && document.prompt.equals(info.prompt()));
  }
}
