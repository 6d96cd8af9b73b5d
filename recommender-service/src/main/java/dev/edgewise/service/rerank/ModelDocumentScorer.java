/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.rerank;

import dev.edgewise.profile.ProfileStoreException;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.service.recommend.Profiles;
import dev.edgewise.service.recommend.RankingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model that ranks items, given the documents as items and the query as a fact about the user;
 * its prompt cuts long documents by itself. Thread-safe.
 */
public final class ModelDocumentScorer implements DocumentScorer {
  private final RankingModel model;
  private final Profiles profiles;
  private final Function<String, @Nullable String> titles;

  /**
   * A scorer.
   *
   * @param titles of items by id, null for unknown ones
   */
  public ModelDocumentScorer(
      RankingModel model, Profiles profiles, Function<String, @Nullable String> titles) {
    this.model = model;
    this.profiles = profiles;
    this.titles = titles;
  }

  @Override
  public Scored score(
      @Nullable String user,
      String query,
      List<String> documents,
      int maxTokensPerDocument,
      Deadline deadline) {
    List<Candidate> candidates = new ArrayList<>();
    for (String document : documents) {
      candidates.add(
          new Candidate(String.valueOf(candidates.size()), document, List.of(), 1)); // all equal
    }
    UserContext asking = asking(user, query, deadline);
    Ranking ranking = model.rank(new RankingRequest(asking, candidates), deadline);
    double[] relevance = new double[documents.size()];
    for (Ranking.Entry entry : ranking.items()) {
      if (entry.rankedBy() == Ranking.RankedBy.FIRST_STAGE) {
        throw new RankerException(why());
      }
      relevance[Integer.parseInt(entry.candidate().id())] = entry.score();
    }
    Ranking.Tokens tokens = ranking.tokens();
    return new Scored(relevance, (long) tokens.prefix() + tokens.branches(), model.info().name());
  }

  private UserContext asking(@Nullable String user, String query, Deadline deadline) {
    UserContext known = known(user, deadline);
    List<Fact> facts = new ArrayList<>();
    String id = "P" + (known.facts().size() + 1);
    facts.add(new Fact(id, Fact.Kind.HAS, "query", "looking for " + query)); // never cut off
    facts.addAll(known.facts());
    return new UserContext(facts, known.history(), known.language());
  }

  private UserContext known(@Nullable String user, Deadline deadline) {
    if (user == null) {
      return UserContext.unknown("en");
    }
    try {
      return UserContext.of(profiles.get(user, null, deadline).profile(), titles);
    } catch (ProfileStoreException e) {
      throw new RankerException("without the profile: " + e.getMessage(), e);
    }
  }

  private String why() {
    String problem = model.problem();
    return problem != null
        ? problem
        : "the model did not score every document by the deadline, or failed";
  }
}
