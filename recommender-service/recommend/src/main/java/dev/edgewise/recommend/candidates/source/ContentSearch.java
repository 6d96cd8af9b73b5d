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
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
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
 * Finds items whose words and traits resemble those of the user's likes, by BM25 over title, text
 * and traits (Lucene, in memory). It needs no events of other users, so it works for new items and
 * new users. Thread-safe.
 */
public final class ContentSearch implements CandidateSource {
  private static final String ID = "id";
  private static final String NUMBER = "number";
  private static final String WORDS = "words";
  private static final String TRAIT = "trait";
  private static final int MAX_TRAITS = 8;
  private static final int LIKED_TITLES = 10;
  private static final int MAX_WORDS = 32;

  private static final int MAX_SIMILAR = 200; // similarity of later hits is chance

  /** In a large catalogue, words that more than this share of the items contain are ignored. */
  private static final double COMMON = 0.1;

  private static final int LARGE_CATALOGUE = 1000;

  private final Catalogue catalogue;
  private final ItemNumbers numbers;
  private final Analyzer analyzer = new StandardAnalyzer();
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile boolean changed;

  /** Creates a search; {@code numbers} must contain each item before it is {@link #put}. */
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

  private void index(Item item) throws IOException {
    Term id = new Term(ID, item.id());
    if (item.hidden()) {
      writer.deleteDocuments(id);
    } else {
      writer.updateDocument(id, document(item));
    }
  }

  /** Adds or replaces an item; removes it if it is hidden. */
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
    int wanted = Math.min(MAX_SIMILAR, most);
    int hits = wanted + taste.items().length;
    return SourceResult.only(search(searcher -> similarTo(profile, searcher), hits, open, wanted));
  }

  private Query similarTo(Profile profile, IndexSearcher searcher) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    profile.affinities().entrySet().stream()
        .filter(trait -> trait.getValue() > 0)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MAX_TRAITS)
        .forEach(trait -> should(query, TRAIT, trait.getKey(), trait.getValue()));
    for (Query word : distinctive(likedWords(profile.recent()), searcher)) {
      query.add(word, Occur.SHOULD);
    }
    for (String stated : profile.stated().likes()) {
      words(stated).forEach(word -> should(query, WORDS, word, 1));
    }
    return query.build();
  }

  /** Queries for the uncommon words; each keeps its index statistics, which are read once. */
  private static List<Query> distinctive(List<String> words, IndexSearcher searcher)
      throws IOException {
    int all = searcher.getIndexReader().numDocs();
    double most = all > LARGE_CATALOGUE ? COMMON * all : LARGE_CATALOGUE;
    List<Query> queries = new ArrayList<>();
    for (String word : words) {
      Term term = new Term(WORDS, word);
      TermStates states = TermStates.build(searcher, term, true);
      if (states.docFreq() > 0 && states.docFreq() <= most) {
        queries.add(new TermQuery(term, states));
      }
    }
    return queries;
  }

  private Query anyOf(String text) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words(text).forEach(word -> should(query, WORDS, word, 1));
    return query.build();
  }

  /** The best items for a search query. */
  public SourceResult find(String query, IntPredicate open, int most) {
    Query wanted = anyOf(query);
    return SourceResult.only(search(any -> wanted, 4 * most, open, most));
  }

  /** Items whose title or text contains some of these words, best first. */
  public List<Item> search(String words, int most) {
    Query query = anyOf(words);
    return search(any -> query, most, any -> true, most).stream()
        .flatMap(found -> catalogue.find(numbers.id(found.item())).stream())
        .toList();
  }

  /** Words of the titles that the user liked last, since sequels and series share words. */
  private List<String> likedWords(List<Interaction> recent) {
    return recent.reversed().stream()
        .filter(interaction -> interaction.weight() > 0)
        .flatMap(interaction -> Stream.ofNullable(catalogue.titleOf(interaction.item())))
        .limit(LIKED_TITLES)
        .flatMap(title -> words(title).stream())
        .distinct()
        .limit(MAX_WORDS)
        .toList();
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(WORDS, text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && words.size() < MAX_WORDS) {
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

  /** Builds a query for the current index. */
  private interface QueryBuilder {
    Query build(IndexSearcher searcher) throws IOException;
  }

  /** The best open items among the best {@code hits} hits. */
  private List<ScoredItem> search(QueryBuilder builder, int hits, IntPredicate open, int most) {
    try {
      if (changed) {
        changed = false; // first, so that the next search sees later changes
        searchers.maybeRefreshBlocking();
      }
      IndexSearcher searcher = searchers.acquire();
      try {
        List<ScoredItem> found = new ArrayList<>();
        Query query = builder.build(searcher);
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

  /** Item numbers are stored in columns, which can be read only in the order of documents. */
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
        throw new IllegalStateException("every document has the number of its item");
      }
      items[i] = (int) column.longValue();
    }
    return items;
  }
}
