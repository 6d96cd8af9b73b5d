/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.DocumentScorer;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.RankingModel;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model that ranks items, given documents in their place behind a prefix with the query: the
 * probability of its yes. Thread-safe.
 */
public final class Reranker {
  private final RankingModel model;
  private final ProfileLookup profiles;
  private final Function<String, @Nullable String> titles;
  private final BoundedCall calls;

  /**
   * A reranker.
   *
   * @param titles of items by id, null for unknown ones
   * @param calls keeps a model that hangs from being waited for
   */
  public Reranker(
      RankingModel model,
      ProfileLookup profiles,
      Function<String, @Nullable String> titles,
      BoundedCall calls) {
    this.model = model;
    this.profiles = profiles;
    this.titles = titles;
    this.calls = calls;
  }

  /**
   * Scores every document, each by itself: neither their order nor their company changes a score.
   *
   * @param user whose profile counts as well, or null
   * @param query what the documents should answer
   * @param maxTokensPerDocument longer documents are cut to this
   * @throws RankerException when there is no model, it failed, is busy or could not score every
   *     document in time: no score is ever made up
   */
  public Relevance score(
      @Nullable String user,
      String query,
      List<String> documents,
      int maxTokensPerDocument,
      Deadline deadline) {
    DocumentScorer scorer = model.documents();
    UserContext asking = asking(user, query, deadline);
    DocumentScorer.Scored scored =
        calls.call(
            "reranking",
            () -> scorer.scoreDocuments(asking, documents, maxTokensPerDocument, deadline),
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
    return new Relevance(relevance, read, model.info().name());
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
