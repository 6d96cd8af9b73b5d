/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.reason.FactText;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Timings;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of recommendations in responses.
 *
 * @param user the user's id; null for a session
 * @param known whether the list rests on anything that the user did or stated
 * @param placement the name of the use
 * @param personal from 0 (what most users choose) to 1 (only what fits this user)
 * @param because the item that the placement starts from; null for none or several
 * @param notes what the request asked for and the answer doesn't have, or null for nothing
 * @param offset the number of places of the whole list before these items
 * @param total the number of places of the whole list
 */
public record RecommendationBody(
    String requestId,
    @Nullable String user,
    boolean known,
    String placement,
    double personal,
    @Nullable ItemTitle because,
    long profileVersion,
    ModelBody model,
    long blend,
    boolean degraded,
    @Nullable String problem,
    @Nullable List<ConditionBody> conditions,
    @Nullable List<Note> notes,
    int offset,
    int total,
    List<Entry> items,
    @Nullable List<FactBody> facts,
    Ranking.@Nullable Tokens tokens,
    Timings timings) {

  /** An item. */
  public record ItemTitle(String id, String title) {}

  /** The model that ranked. */
  public record ModelBody(String name, boolean trained) {}

  /** A fact, with the id that reasons cite. */
  public record FactBody(String id, String text) {
    static List<FactBody> of(List<Fact> facts, FactText texts) {
      return facts.stream().map(fact -> new FactBody(fact.id(), texts.of(fact))).toList();
    }
  }

  /** The reason for an item, and the facts that it cites. */
  public record ReasonBody(String text, List<String> cites, String source) {
    static ReasonBody of(Reason reason) {
      return new ReasonBody(reason.text(), reason.cites(), reason.source().label());
    }
  }

  /** The blurb of an item. */
  public record RewriteBody(String text, String source) {
    static @Nullable RewriteBody of(Rewrite rewrite) {
      return rewrite.text().isEmpty()
          ? null
          : new RewriteBody(rewrite.text(), rewrite.source().label());
    }
  }

  /** An item at its place in the list. */
  public record Entry(
      String id,
      String title,
      int rank,
      double score,
      int firstStageRank,
      String rankedBy,
      List<String> categories,
      Map<String, String> attributes,
      @Nullable ReasonBody reason,
      @Nullable RewriteBody rewrite,
      @Nullable List<FactBody> facts,
      @Nullable Map<String, Double> contributions,
      @Nullable Double propensity) {}

  static RecommendationBody of(
      Recommendation answer, RecommendationRequest request, Catalogue catalogue, boolean explain) {
    List<Entry> items = new ArrayList<>();
    for (Ranking.Entry shown : answer.shown()) {
      items.add(entry(shown, items.size(), answer, catalogue, explain));
    }
    return new RecommendationBody(
        answer.requestId(),
        request.user().isEmpty() ? null : request.user(),
        answer.profile().known(),
        request.placement().name(),
        request.personal(),
        because(answer, request, catalogue),
        answer.profile().version(),
        new ModelBody(answer.model().name(), answer.model().trained()),
        answer.blend(),
        answer.degraded(),
        answer.problem(),
        ConditionBody.of(answer, catalogue),
        Note.of(answer, request, catalogue),
        answer.page().offset(),
        answer.page().total(),
        items,
        explain ? FactBody.of(answer.context().citable(), texts(answer, catalogue)) : null,
        explain ? answer.tokens() : null,
        answer.timings());
  }

  private static FactText texts(Recommendation answer, Catalogue catalogue) {
    return new FactText(catalogue.description().wording(), answer.context().language());
  }

  private static @Nullable ItemTitle because(
      Recommendation answer, RecommendationRequest request, Catalogue catalogue) {
    List<Item> starts = request.placement().starts(request.items(), answer.profile(), catalogue);
    return starts.size() == 1
        ? new ItemTitle(starts.getFirst().id(), title(starts.getFirst(), answer))
        : null;
  }

  private static String title(Item item, Recommendation answer) {
    return item.title(Language.of(answer.context().language()).tag());
  }

  private static Entry entry(
      Ranking.Entry shown, int index, Recommendation answer, Catalogue catalogue, boolean explain) {
    Item item = catalogue.find(shown.candidate().id()).orElse(null);
    return new Entry(
        shown.candidate().id(),
        item == null ? shown.candidate().title() : title(item, answer),
        answer.page().ranks().get(index),
        shown.score(),
        shown.firstStageRank(),
        shown.rankedBy().label(),
        item == null ? List.of() : item.categories(),
        item == null ? Map.of() : item.attributes(),
        index < answer.reasons().size() ? ReasonBody.of(answer.reasons().get(index)) : null,
        index < answer.rewrites().size() ? RewriteBody.of(answer.rewrites().get(index)) : null,
        explain ? FactBody.of(shown.candidate().facts(), texts(answer, catalogue)) : null,
        explain ? shown.contributions() : null,
        explain ? answer.propensities().get(index) : null);
  }
}
