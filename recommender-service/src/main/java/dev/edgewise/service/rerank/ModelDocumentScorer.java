/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.rerank;

import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.service.recommend.Profiles;
import dev.edgewise.service.recommend.RankingModel;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model that ranks items, given documents in their place behind a prefix with the query: the
 * probability of its yes. Thread-safe.
 */
public final class ModelDocumentScorer implements DocumentScorer {
  private final RankingModel model;
  private final Profiles profiles;
  private final Function<String, @Nullable String> titles;
  private final BoundedCall calls;

  /**
   * A scorer.
   *
   * @param titles of items by id, null for unknown ones
   * @param calls keeps a model that hangs from being waited for
   */
  public ModelDocumentScorer(
      RankingModel model,
      Profiles profiles,
      Function<String, @Nullable String> titles,
      BoundedCall calls) {
    this.model = model;
    this.profiles = profiles;
    this.titles = titles;
    this.calls = calls;
  }

  @Override
  public Scored score(
      @Nullable String user,
      String query,
      List<String> documents,
      int maxTokensPerDocument,
      Deadline deadline) {
    PhiRanker phi =
        model.phi().orElseThrow(() -> new RankerException(String.valueOf(model.problem())));
    UserContext asking = asking(user, query, deadline);
    PhiRanker.Documents scored =
        calls.call(
            "reranking",
            () -> phi.scoreDocuments(asking, documents, maxTokensPerDocument, deadline),
            deadline);
    if (scored.logits().length < documents.size()) {
      throw new RankerException(
          "the model reached "
              + scored.logits().length
              + " of "
              + documents.size()
              + " documents by the deadline; send fewer, or allow more time");
    }
    double[] relevance = new double[documents.size()];
    for (int i = 0; i < relevance.length; i++) {
      relevance[i] = 1 / (1 + Math.exp(-scored.logits()[i]));
    }
    long read = (long) scored.tokens().prefix() + scored.tokens().branches();
    return new Scored(relevance, read, phi.model().name());
  }

  private UserContext asking(@Nullable String user, String query, Deadline deadline) {
    if (user == null) {
      return UserContext.unknown("en").asking("en", query);
    }
    try {
      UserContext known = UserContext.of(profiles.get(user, null, deadline).profile(), titles);
      return known.asking(known.language(), query);
    } catch (ProfileStoreException e) {
      throw new RankerException("the profile could not be read: " + e.getMessage(), e);
    }
  }
}
