/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.candidates.source.SearchAnalyzer.LONGEST_BEGINNING;

import dev.edgewise.rank.language.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The query for the items that somebody means who types some words. An item needs not match all of
 * them. Each word that it matches counts by its rarity, and by the best of the ways in which it
 * matches: titles count more than other texts, whole words more than beginnings, and those more
 * than typos. No way counts twice as much as another, so that an item with more of the words comes
 * first. Items that have all the words in their title come before all others, and first among them
 * those whose title is what was typed. Words, their items and their forms are bounded, so that no
 * query takes long.
 */
final class TypedQuery {
  /** Scores words from 0 to 1, a little higher in short fields; rarity is counted here. */
  static final Similarity SIMILARITY =
      new BM25Similarity(0.03f, 0.75f) {
        @Override
        protected float idf(long documents, long all) {
          return 1;
        }
      };

  /** How many words of a query are read. */
  private static final int MOST_READ = 32;

  /** How many of them are searched for. */
  private static final int MOST_WORDS = 8;

  /** How many items the words may have together. */
  private static final int MOST_ITEMS = 30_000;

  /** How many words of the index stand for an incomplete or a mistyped one. */
  private static final int MOST_FORMS = 64;

  /** Fewer letters begin too many words. */
  private static final int MIN_BEGINNING = 3;

  /** A shorter word has no typo. */
  private static final int MIN_TYPO = 5;

  private static final int MAX_TYPO = 30;

  private static final Set<String> ENDINGS =
      Set.copyOf(Language.of("ko").words("wish.words.suffixes"));

  private static final float IN_ONE_TITLE = 3;
  private static final float IS_NAME = 2;
  private static final float BEGINS_NAME = 0.1f;
  private static final float IN_TITLE = 1.5f;
  private static final float BEGINS_IN_TITLE = 1.2f;
  private static final float IN_WORDS = 1.1f;
  private static final float BEGINS_IN_WORDS = 0.9f;
  private static final float TYPO_IN_TITLE = 0.85f;
  private static final float TYPO_IN_WORDS = 0.8f;

  private final IndexReader reader;
  private final Terms known;
  private final BooleanQuery.Builder any = new BooleanQuery.Builder();
  private final BooleanQuery.Builder inOneTitle = new BooleanQuery.Builder();
  private float rarities;

  private TypedQuery(IndexReader reader, Terms known) {
    this.reader = reader;
    this.known = known;
  }

  /** The query for what was typed; the last word may be incomplete. */
  static Query of(String typed, IndexReader reader) throws IOException {
    Terms known = MultiTerms.getTerms(reader, ItemDocument.WORDS);
    return known == null ? MatchNoDocsQuery.INSTANCE : new TypedQuery(reader, known).of(typed);
  }

  /** The query for the items that have all of the words in their title. */
  static Query titles(String typed, IndexReader reader) throws IOException {
    Terms known = MultiTerms.getTerms(reader, ItemDocument.WORDS);
    if (known == null) {
      return MatchNoDocsQuery.INSTANCE;
    }
    TypedQuery query = new TypedQuery(reader, known);
    query.of(typed);
    return query.inOneTitle.build();
  }

  /** The query for the items that have a word in one of some forms. */
  static Query having(Set<String> forms) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String form : forms) {
      for (List<String> parts : SearchAnalyzer.parts(SearchText.words(form), MOST_READ)) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        parts.forEach(part -> all.add(anywhere(part), Occur.MUST));
        any.add(all.build(), Occur.SHOULD);
      }
    }
    return any.build();
  }

  private Query of(String typed) throws IOException {
    List<String> words = new ArrayList<>();
    Map<String, List<String>> pairs = new HashMap<>();
    for (List<String> word : SearchAnalyzer.parts(SearchText.words(typed), MOST_READ)) {
      words.addAll(word);
      word.forEach(pair -> pairs.putIfAbsent(pair, word));
    }
    for (String word : rarest(words)) {
      List<String> all = pairs.getOrDefault(word, List.of(word));
      Query ways = ways(word, word.equals(words.getLast()));
      any.add(all.size() == 1 ? ways : among(all, ways), Occur.SHOULD);
    }
    any.add(constant(inOneTitle.build(), IN_ONE_TITLE * rarities), Occur.SHOULD);
    addName(SearchText.name(typed));
    return any.build();
  }

  /** The words that fewest items have: common words tell little, and take long. */
  private List<String> rarest(List<String> words) throws IOException {
    Map<String, Integer> documents = new LinkedHashMap<>();
    for (String word : words) {
      documents.put(word, reader.docFreq(new Term(ItemDocument.WORDS, word)));
    }
    List<String> rarest = new ArrayList<>();
    int items = 0;
    for (var word : documents.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
      items += word.getValue();
      if (rarest.isEmpty() || (rarest.size() < MOST_WORDS && items <= MOST_ITEMS)) {
        rarest.add(word.getKey());
      }
    }
    return rarest;
  }

  /**
   * A pair of a longer word counts only in items with most of the word's pairs, its ending apart:
   * neither "샤이" nor "이닝" alone is a match for "샤이닝".
   */
  private static Query among(List<String> pairs, Query ways) {
    BooleanQuery.Builder most = new BooleanQuery.Builder();
    List<String> stem = pairs.subList(0, pairs.size() - ending(pairs));
    stem.forEach(pair -> most.add(anywhere(pair), Occur.SHOULD));
    most.setMinimumNumberShouldMatch(stem.size() / 2 + 1);
    return new BooleanQuery.Builder().add(ways, Occur.MUST).add(most.build(), Occur.FILTER).build();
  }

  /** The length of the longest ending of a Korean word, such as a particle, behind two letters. */
  private static int ending(List<String> pairs) {
    StringBuilder last = new StringBuilder();
    int longest = 0;
    for (int i = pairs.size() - 1; i > 0; i--) {
      last.insert(0, pairs.get(i).substring(1));
      longest = ENDINGS.contains(last.toString()) ? last.length() : longest;
    }
    return longest;
  }

  private static Query anywhere(String word) {
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term(ItemDocument.TITLE, word)), Occur.SHOULD)
        .add(new TermQuery(new Term(ItemDocument.WORDS, word)), Occur.SHOULD)
        .build();
  }

  private Query ways(String word, boolean last) throws IOException {
    List<BytesRef> similar = similar(word);
    int documents = reader.docFreq(new Term(ItemDocument.WORDS, word));
    List<Query> ways = new ArrayList<>();
    ways.add(in(ItemDocument.TITLE, word, IN_TITLE));
    Term beginning = beginning(ItemDocument.TITLE_BEGINNING, word);
    if (last) {
      ways.add(constant(new TermQuery(beginning), BEGINS_IN_TITLE));
    }
    Query typo = in(ItemDocument.TITLE, similar, TYPO_IN_TITLE);
    if (documents > 0) {
      inOneTitle.add(new DisjunctionMaxQuery(List.copyOf(ways), 0), Occur.MUST);
      ways.add(typo);
    } else {
      ways.add(typo);
      inOneTitle.add(new DisjunctionMaxQuery(List.copyOf(ways), 0), Occur.MUST);
      ways.add(in(ItemDocument.WORDS, similar, TYPO_IN_WORDS));
    }
    ways.add(in(ItemDocument.WORDS, word, IN_WORDS));
    if (last) {
      Query longer = new TermInSetQuery(ItemDocument.WORDS, startingWith(word));
      ways.add(constant(longer, BEGINS_IN_WORDS));
      documents = Math.max(documents, reader.docFreq(beginning));
    }
    float rarity = rarity(documents == 0 ? documents(similar) : documents);
    rarities += rarity;
    return new BoostQuery(new DisjunctionMaxQuery(ways, 0), rarity);
  }

  /** The number of documents with the commonest of these words. */
  private int documents(List<BytesRef> words) throws IOException {
    int most = 0;
    for (BytesRef word : words) {
      most = Math.max(most, reader.docFreq(new Term(ItemDocument.WORDS, word)));
    }
    return most;
  }

  private float rarity(int documents) {
    return (float) Math.log(1 + reader.maxDoc() / (1.0 + documents));
  }

  private void addName(String name) {
    if (!name.isEmpty()) {
      Query is = new TermQuery(new Term(ItemDocument.NAME, name));
      Query begins = new TermQuery(beginning(ItemDocument.NAME_BEGINNING, name));
      any.add(constant(is, IS_NAME * rarities), Occur.SHOULD);
      any.add(constant(begins, BEGINS_NAME * rarities), Occur.SHOULD);
    }
  }

  private static Term beginning(String field, String text) {
    return new Term(field, SearchText.cut(text, LONGEST_BEGINNING));
  }

  private static Query in(String field, String word, float boost) {
    return new BoostQuery(new TermQuery(new Term(field, word)), boost);
  }

  private static Query in(String field, List<BytesRef> words, float boost) {
    SynonymQuery.Builder any = new SynonymQuery.Builder(field);
    words.forEach(word -> any.addTerm(new Term(field, word)));
    return new BoostQuery(any.build(), boost);
  }

  private static Query constant(Query query, float boost) {
    return new BoostQuery(new ConstantScoreQuery(query), boost);
  }

  /** The first words of the index that begin with this one. */
  private List<BytesRef> startingWith(String word) throws IOException {
    List<BytesRef> found = new ArrayList<>();
    BytesRef beginning = new BytesRef(word);
    TermsEnum words = known.iterator();
    boolean more =
        word.length() >= MIN_BEGINNING && words.seekCeil(beginning) != TermsEnum.SeekStatus.END;
    while (more && found.size() < MOST_FORMS && StringHelper.startsWith(words.term(), beginning)) {
      found.add(BytesRef.deepCopyOf(words.term()));
      more = words.next() != null;
    }
    return found;
  }

  /** Words of the index with one other, missing, further or swapped letter behind the first. */
  private List<BytesRef> similar(String word) throws IOException {
    List<BytesRef> similar = new ArrayList<>();
    if (word.length() >= MIN_TYPO - 1
        && word.length() <= MAX_TYPO
        && word.chars().allMatch(Character::isLetter)) {
      Term term = new Term(ItemDocument.WORDS, word);
      TermsEnum words = new FuzzyTermsEnum(known, term, 1, 1, true);
      for (BytesRef next = words.next();
          next != null && similar.size() < MOST_FORMS;
          next = words.next()) {
        int length = next.utf8ToString().length();
        if (Math.max(length, word.length()) >= MIN_TYPO && !next.utf8ToString().equals(word)) {
          similar.add(BytesRef.deepCopyOf(next));
        }
      }
    }
    return similar;
  }
}
