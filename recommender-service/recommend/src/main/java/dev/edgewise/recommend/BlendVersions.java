/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.ModelInfo;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the blend as a versioned document that all instances share: replaced by one call,
 * rolled back by one call, and taken over by each instance within seconds. One that was fitted for
 * another model or prompt is not used: then the model's own stand, and health says so. Thread-safe.
 */
public final class BlendVersions {
  private static final String NAME = "blend";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DocumentStore documents;
  private final RankingModel model;
  private final InstantSource clock;
  private volatile long inUse;
  private volatile @Nullable Blend own;
  private volatile @Nullable String problem;

  /** Weights in a store, for this model. */
  public BlendVersions(DocumentStore documents, RankingModel model, InstantSource clock) {
    this.documents = documents;
    this.model = model;
    this.clock = clock;
  }

  /**
   * A document.
   *
   * @param weights by name; those missing are 0, but model and slope, which are 1
   * @param model hash of the model that they were fitted for
   * @param prompt version of its prompt
   * @param note whatever its author wants to be known of it
   * @param created when, in RFC 3339
   */
  public record Document(
      Map<String, Double> weights, String model, String prompt, String note, String created) {}

  /** A document under its number. */
  public record Version(long version, Document document) {}

  /**
   * Adds a version, which is the current one from now on.
   *
   * @param weights by name
   * @param hash of the model that they are for; null for the one that is loaded
   * @throws IllegalArgumentException when a weight is none, or they are for another model
   * @throws ProfileStoreException when the store can't be reached
   */
  public Version replace(Map<String, Double> weights, @Nullable String hash, String note) {
    Blend checked = Blend.of(weights);
    ModelInfo info = model.info();
    if (hash != null && !hash.equals(info.hash())) {
      throw new IllegalArgumentException(
          "model should be the hash of the one that is loaded, " + info.hash());
    }
    Document document =
        new Document(
            checked.weights(), info.hash(), info.prompt(), note, clock.instant().toString());
    try {
      long version = documents.append(NAME, JSON.writeValueAsBytes(document));
      refresh();
      return new Version(version, document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers can be written", e);
    }
  }

  /** Makes a version current again; empty when there is none of this number. */
  public Optional<Version> rollBack(long version) {
    Optional<Version> done = documents.makeCurrent(NAME, version).map(BlendVersions::read);
    refresh();
    return done;
  }

  /** All versions that are kept, newest first. */
  public List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    documents.versions(NAME).forEach(version -> versions.add(read(version)));
    return versions;
  }

  /** The current version; empty when the model's own weights stand. */
  public Optional<Version> current() {
    return documents.current(NAME).map(BlendVersions::read);
  }

  private static Version read(DocumentStore.Versioned stored) {
    try {
      return new Version(stored.version(), JSON.readValue(stored.document(), Document.class));
    } catch (IOException e) {
      throw new ProfileStoreException("version " + stored.version() + " of the blend is broken", e);
    }
  }

  /** Version of the weights that are used here; 0 for the model's own. */
  public long inUse() {
    return inUse;
  }

  /** The weights that are used here; empty without a model. */
  public Optional<Blend> weights() {
    return model.blend();
  }

  /** Why the current version isn't used, in one line, or null. */
  public @Nullable String problem() {
    return problem;
  }

  /** Looks for a new version and takes it over; keeps what there is while the store is away. */
  public void refresh() {
    Optional<Blend> weights = model.blend();
    if (weights.isEmpty()) {
      return;
    }
    Blend first = own;
    if (first == null) {
      first = weights.get();
      own = first;
    }
    try {
      Optional<Version> version = current();
      boolean fits = version.map(v -> fits(v.document)).orElse(true);
      problem = fits ? null : "the current blend was fitted for another model or prompt";
      if (fits && version.isPresent()) {
        model.use(Blend.of(version.get().document.weights));
        inUse = version.get().version;
      } else {
        model.use(first);
        inUse = 0;
      }
    } catch (ProfileStoreException | IllegalArgumentException e) {
      problem = "the blend could not be read: " + e.getMessage();
    }
  }

  private boolean fits(Document document) {
    ModelInfo info = model.info();
    return document.model.equals(info.hash()) && document.prompt.equals(info.prompt());
  }
}
