/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Items that are like what the user likes by their words and traits: BM25 over title, text and
 * traits (Lucene, in memory). It needs no events of others, so new items and new users get
 * something. Thread-safe.
 */
public final class ContentSearch implements CandidateSource {
  private static final String ID = "id";
  private static final String NUMBER = "number";
  private static final String WORDS = "words";
  private static final String TRAIT = "trait";
  private static final int TRAITS = 8;
  private static final int LIKED_TITLES = 10;
  private static final int QUERY_WORDS = 32;

  /** Likeness beyond these is chance. */
  private static final int ALIKE = 200;

  /** A word that more than this share of many items have tells nothing of taste. */
  private static final double COMMON = 0.1;

  private static final int MANY = 1000;

  private final Catalogue catalogue;
  private final ItemNumbers numbers;
  private final Analyzer analyzer = new StandardAnalyzer();
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile boolean changed;

  /**
   * A search over a catalogue as it is and will be.
   *
   * @param numbers which have one for each of its items, and get one for each new one before this
   */
  ContentSearch(Catalogue catalogue, ItemNumbers numbers) {
    this.catalogue = catalogue;
    this.numbers = numbers;
    try {
      this.writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
      for (Item item : catalogue.all()) {
        index(item);
      }
      this.searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hidden item is found by nobody. */
  private void index(Item item) throws IOException {
    Term id = new Term(ID, item.id());
    if (item.hidden()) {
      writer.deleteDocuments(id);
    } else {
      writer.updateDocument(id, document(item));
    }
  }

  /** Finds an item from now on as it is now. */
  void put(Item item) {
    try {
      index(item);
      changed = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Document document(Item item) {
    Document document = new Document();
    document.add(new StringField(ID, item.id(), Store.NO));
    document.add(new NumericDocValuesField(NUMBER, numbers.of(item.id())));
    document.add(new TextField(WORDS, item.title() + " " + item.text(), Store.NO));
    catalogue
        .traitsOf(item.id())
        .forEach(trait -> document.add(new StringField(TRAIT, trait, Store.NO)));
    return document;
  }

  @Override
  public String name() {
    return "content";
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int most) {
    Profile profile = taste.profile();
    int wanted = Math.min(ALIKE, most);
    return SourceResult.only(
        search(searcher -> alike(profile, searcher), wanted + taste.items().length, open, wanted));
  }

  private Query alike(Profile profile, IndexSearcher searcher) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    strongest(profile.affinities()).forEach((trait, weight) -> should(query, TRAIT, trait, weight));
    for (Query word : telling(likedWords(profile.recent()), searcher)) {
      query.add(word, Occur.SHOULD);
    }
    for (String stated : profile.stated().likes()) {
      words(stated).forEach(word -> should(query, WORDS, word, 1));
    }
    return query.build();
  }

  /**
   * The words that aren't common. Each is looked up in the index once: its query takes along what
   * was found.
   */
  private static List<Query> telling(Set<String> words, IndexSearcher searcher) throws IOException {
    int all = searcher.getIndexReader().numDocs();
    double most = all > MANY ? COMMON * all : MANY;
    List<Query> telling = new ArrayList<>();
    for (String word : words) {
      Term term = new Term(WORDS, word);
      TermStates found = TermStates.build(searcher, term, true);
      if (found.docFreq() > 0 && found.docFreq() <= most) {
        telling.add(new TermQuery(term, found));
      }
    }
    return telling;
  }

  /** The best items for what a user is looking for. */
  public SourceResult find(String query, IntPredicate open, int most) {
    BooleanQuery.Builder wanted = new BooleanQuery.Builder();
    words(query).forEach(word -> should(wanted, WORDS, word, 1));
    return SourceResult.only(search(any -> wanted.build(), 4 * most, open, most));
  }

  /** Items whose title or text has these words, best first; for people who search. */
  public List<Item> search(String words, int most) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words(words).forEach(word -> should(query, WORDS, word, 1));
    List<Item> items = new ArrayList<>();
    search(any -> query.build(), most, any -> true, most).stream()
        .map(found -> catalogue.find(numbers.id(found.item())))
        .flatMap(Optional::stream)
        .forEach(items::add);
    return items;
  }

  private static Map<String, Double> strongest(Map<String, Double> affinities) {
    Map<String, Double> strongest = new LinkedHashMap<>();
    affinities.entrySet().stream()
        .filter(trait -> trait.getValue() > 0)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(TRAITS)
        .forEach(trait -> strongest.put(trait.getKey(), trait.getValue()));
    return strongest;
  }

  /** Words of the titles liked last: sequels and series share them. */
  private Set<String> likedWords(List<Interaction> recent) {
    Set<String> words = new LinkedHashSet<>();
    int titles = 0;
    for (int i = recent.size() - 1; i >= 0 && titles < LIKED_TITLES; i--) {
      String title = catalogue.titleOf(recent.get(i).item());
      if (recent.get(i).weight() > 0 && title != null) {
        words.addAll(words(title));
        titles++;
      }
    }
    return words.size() <= QUERY_WORDS
        ? words
        : new LinkedHashSet<>(new ArrayList<>(words).subList(0, QUERY_WORDS));
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(WORDS, text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && words.size() < QUERY_WORDS) {
        words.add(word.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private static void should(BooleanQuery.Builder query, String field, String text, double boost) {
    Query term = new TermQuery(new Term(field, text));
    query.add(new BoostQuery(term, (float) boost), Occur.SHOULD);
  }

  /** A query made for the index as it is. */
  private interface Wanted {
    Query in(IndexSearcher searcher) throws IOException;
  }

  /** Of the best hits, as many open ones as are wanted, best first. */
  private List<ScoredItem> search(Wanted wanted, int hits, IntPredicate open, int most) {
    try {
      if (changed) {
        changed = false; // before: what changes meanwhile is for the next one to see
        searchers.maybeRefreshBlocking();
      }
      IndexSearcher searcher = searchers.acquire();
      try {
        List<ScoredItem> found = new ArrayList<>();
        Query query = wanted.in(searcher);
        ScoreDoc[] best =
            searcher.search(query, new TopScoreDocCollectorManager(Math.max(1, hits), 1)).scoreDocs;
        int[] items = numbersOf(best, searcher.getIndexReader());
        for (int i = 0; i < best.length && found.size() < most; i++) {
          if (open.test(items[i])) {
            found.add(new ScoredItem(items[i], best[i].score));
          }
        }
        return found;
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers are in columns that are read in the order of documents only. */
  private static int[] numbersOf(ScoreDoc[] hits, IndexReader reader) throws IOException {
    Integer[] order = new Integer[hits.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt((Integer i) -> hits[i].doc));
    int[] items = new int[hits.length];
    NumericDocValues column = null;
    LeafReaderContext leaf = null;
    for (int i : order) {
      int document = hits[i].doc;
      if (leaf == null || document >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        column = DocValues.getNumeric(leaf.reader(), NUMBER);
      }
      if (column == null || !column.advanceExact(document - leaf.docBase)) {
        throw new IllegalStateException("each document has its item's number");
      }
      items[i] = (int) column.longValue();
    }
    return items;
  }
}
