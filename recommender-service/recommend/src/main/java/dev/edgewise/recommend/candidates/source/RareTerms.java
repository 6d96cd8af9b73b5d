/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * The query for documents like an item: those that have its categories and its rarest words. A term
 * counts by the square of its rarity, as in the cosine that orders what the query finds.
 */
final class RareTerms {
  private static final int TEXT_WORDS = 60;
  private static final int MOST = 10;

  /** The share of the categories; words have the rest. */
  private static final double CATEGORIES = 0.6;

  private RareTerms() {}

  static Query of(Item item, IndexReader reader) throws IOException {
    String words = SearchText.words(ItemDocument.words(item));
    List<String> found =
        WordMatch.words(words, TEXT_WORDS, ItemDocument.WORDS, SearchAnalyzer.QUERY);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    add(any, CATEGORIES, terms(item.categories(), ItemDocument.CATEGORY), reader);
    add(any, 1 - CATEGORIES, terms(found, ItemDocument.WORDS), reader);
    return any.build();
  }

  private static List<Term> terms(List<String> texts, String field) {
    return texts.stream().distinct().map(text -> new Term(field, text)).toList();
  }

  private record Weighted(Term term, double weight) {}

  private static void add(
      BooleanQuery.Builder any, double share, List<Term> terms, IndexReader reader)
      throws IOException {
    List<Weighted> weighted = new ArrayList<>();
    for (Term term : terms) {
      double rarity = Math.log(1 + reader.maxDoc() / (1.0 + reader.docFreq(term)));
      weighted.add(new Weighted(term, rarity * rarity));
    }
    double sum = weighted.stream().mapToDouble(Weighted::weight).sum();
    weighted.stream()
        .sorted(Comparator.comparingDouble(one -> -one.weight))
        .limit(MOST)
        .forEach(one ->
            any.add(
                new BoostQuery(
                    new ConstantScoreQuery(new TermQuery(one.term)),
                    (float) (share * one.weight / sum)),
                Occur.SHOULD));
  }
}
