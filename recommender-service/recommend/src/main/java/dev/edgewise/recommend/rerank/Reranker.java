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
import dev.edgewise.recommend.candidates.source.WordMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores documents with the ranking model: documents take the place of items, and the prompt's
 * prefix holds the query. The relevance is the probability of the model's yes. Thread-safe.
 */
public final class Reranker {
  private final RankingModel model;
  private final ProfileLookup profiles;
  private final Function<String, @Nullable String> titles;
  private final BoundedCall calls;

  /**
   * Creates a reranker; {@code titles} are null for unknown items, and {@code calls} limits the
   * wait for a model that hangs.
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
   * Scores every document. The model's score depends on its document alone. If the model wasn't
   * trained on queries, BM25 is added to its logit; the other documents tell how common a word is.
   *
   * @param user id of a user whose profile counts as well, or null
   * @param query what the documents should answer
   * @param maxTokensPerDocument longer documents are cut to this length
   * @throws RankerException when there is no model, or it failed, was busy or did not score every
   *     document in time; a score is never invented
   */
  public Relevance score(
      @Nullable String user,
      String query,
      List<String> documents,
      int maxTokensPerDocument,
      Deadline deadline) {
    DocumentScorer scorer = model.documents();
    UserContext context = context(user, query, deadline);
    DocumentScorer.Scored scored =
        calls.call(
            "reranking",
            () -> scorer.scoreDocuments(context, documents, maxTokensPerDocument, deadline),
            deadline);
    if (scored.logits().length < documents.size()) {
      throw new RankerException(
          "the model reached %d of %d documents by the deadline; send fewer, or allow more time"
              .formatted(scored.logits().length, documents.size()));
    }
    List<String> warnings = new ArrayList<>();
    double[] logits = scored.logits();
    if (!scored.readsQueries()) {
      double[] words = WordMatch.scores(query, documents);
      for (int i = 0; i < logits.length; i++) {
        logits[i] += words[i];
      }
      warnings.add(
          "the model %s wasn't trained on queries; BM25 by the words of the query joins its scores"
              .formatted(model.info().name()));
    }
    if (scored.cut() > 0) {
      warnings.add(
          "%d of %d documents are longer than the model reads, and were cut"
              .formatted(scored.cut(), documents.size()));
    }
    double[] relevance = Arrays.stream(logits).map(logit -> 1 / (1 + Math.exp(-logit))).toArray();
    long promptTokens = (long) scored.tokens().prefix() + scored.tokens().branches();
    return new Relevance(relevance, promptTokens, model.info().name(), scored.cut(), warnings);
  }

  private UserContext context(@Nullable String user, String query, Deadline deadline) {
    if (user == null) {
      return UserContext.unknown("en").asking("en", query);
    }
    try {
      UserContext known = UserContext.of(profiles.get(user, null, deadline).profile(), titles);
      return known.asking(known.language(), query);
    } catch (ProfileStoreException e) {
      throw new RankerException(
          deadline.allows(Duration.ZERO)
              ? "the profile can't be read at the moment"
              : "the profile could not be read by the deadline; allow more time",
          e);
    }
  }
}
